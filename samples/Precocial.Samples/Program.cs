using Precocial.Samples;

// Runs every sample, small. Each is a page of docs or README, compiled and run so that it cannot drift.
await DesignANetwork.RunAsync();
await OwnSpace.RunAsync();
TrainByHand.Run();
GrowANetwork.Run();
HoldHeight.Run();
PredictWeights.Run();
