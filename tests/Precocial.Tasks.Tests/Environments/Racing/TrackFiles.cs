using System.Collections.Immutable;
using System.Globalization;
using Precocial.Testing;

namespace Precocial.Tasks.Tests;

/// <summary>Tracks of the reference: first line the start's heading, x, y and the number of tiles; then for
/// each tile its corners, whether it has a kerb, and its point.</summary>
internal static class TrackFiles
{
    public static IReadOnlyList<string> All() => Goldens.Files("physics/tracks", "track_*.csv");

    public static RaceTrack Read(string name) =>
        ReadFile(Goldens.File("physics/tracks", $"track_{name}.csv"));

    public static RaceTrack ReadFile(string path)
    {
        double[][] rows =
            [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => Numbers(line.Split(',')))];
        var tiles = rows[1..].Select(row => new TrackTile(
            new TrackPoint(row[9], row[10], row[11], row[12]),
            [(row[0], row[1]), (row[2], row[3]), (row[4], row[5]), (row[6], row[7])],
            row[8] == 0 ? [] : [default, default, default, default])).ToImmutableArray();
        tiles.Length.ShouldBe((int)rows[0][3]);
        return new RaceTrack(tiles, new TrackPoint(0, rows[0][0], rows[0][1], rows[0][2]));
    }

    private static double[] Numbers(string[] cells) =>
        [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
}
