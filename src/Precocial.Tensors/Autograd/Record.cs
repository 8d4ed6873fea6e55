namespace Precocial.Tensors;

internal abstract class Record;
