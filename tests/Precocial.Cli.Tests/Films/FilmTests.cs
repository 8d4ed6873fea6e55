using System.Text.Json;
using System.Xml.Linq;
using Precocial.Tasks;

namespace Precocial.Cli.Tests;

public sealed class FilmTests
{
    private const int GifWidth = 480, TileWidth = 300, Gap = 12;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // Decodes a file and gives, for some frames, a hash of the pixels of a rectangle.
    private const string Decode = """
        async function decode(base64, type, wanted, rectangle) {
            const data = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
            const decoder = new ImageDecoder({ data, type });
            await decoder.tracks.ready;
            await decoder.completed;
            const track = decoder.tracks.selectedTrack;
            const answer = { frames: track.frameCount, loops: track.repetitionCount === Infinity, images: [] };
            for (const frameIndex of wanted) {
                const { image } = await decoder.decode({ frameIndex });
                const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
                const context = canvas.getContext("2d");
                context.drawImage(image, 0, 0);
                const [left, top, width, height] = rectangle ?? [0, 0, canvas.width, canvas.height];
                const pixels = context.getImageData(left, top, width, height).data;
                let hash = 0;
                for (let i = 0; i < pixels.length; i++)
                    if (i % 4 !== 3) hash = (31 * hash + pixels[i]) | 0;
                answer.images.push({ width: canvas.width, height: canvas.height, duration: image.duration ?? 0, hash });
            }
            return answer;
        }
        """;

    [SkippableFact]
    public async Task Save_Gif_ShowsEveryFrameAsDrawnInChromium()
    {
        Chromium.SkipIfAbsent();
        Film pole = SampleFilms.Pole(frames: 200), noise = SampleFilms.Noise(frames: 3);
        using var folder = new TemporaryFolder();

        JsonElement answer = await Chromium.Run("", $"""
            {Decode}
            return [await decode("{Saved(folder, pole, "p.gif")}", "image/gif", [0, 1, 17, 39]),
                await decode("{Saved(folder, noise, "n.gif")}", "image/gif", [0, 1, 2])];
            """);

        // Two seconds: 40 frames of 50 ms, the last of a second.
        (answer[0].GetProperty("frames").GetInt32(), answer[0].GetProperty("loops").GetBoolean()).ShouldBe((40, true));
        Images(answer[0]).ShouldBe([.. new[] { (0, 50), (1, 50), (17, 50), (39, 1000) }.Select(item =>
            (GifWidth, 270, 1000 * item.Item2, Hash(pole.Frames[5 * item.Item1], GifWidth, 270)))]);
        Images(answer[1]).Select(image => image.Hash)
            .ShouldBe(noise.Frames.Select(frame => Hash(frame, GifWidth, 240)));
    }

    [SkippableFact]
    public async Task Save_Png_ShowsTwelveMomentsInChromium()
    {
        Chromium.SkipIfAbsent();
        Film pole = SampleFilms.Pole(frames: 111);
        using var folder = new TemporaryFolder();
        string png = Saved(folder, pole, "p.png");

        // The first and the sixth tile: moments 0 and 50.
        JsonElement answer = await Chromium.Run("", $"""
            {Decode}
            return [await decode("{png}", "image/png", [0], [{Gap}, {Gap}, {TileWidth}, 169]),
                await decode("{png}", "image/png", [0], [{2 * Gap + TileWidth}, {2 * Gap + 189}, {TileWidth}, 169])];
            """);

        Images(answer[0]).Single().ShouldBe((1260, 615, 0, Hash(pole.Frames[0], TileWidth, 169)));
        Images(answer[1]).Single().Hash.ShouldBe(Hash(pole.Frames[50], TileWidth, 169));
    }

    [SkippableFact]
    public async Task Save_Svg_MovesTheStripInChromium()
    {
        Chromium.SkipIfAbsent();

        JsonElement answer = await Chromium.Run(FilmText(SampleFilms.Pole(frames: 200)), """
            const animation = document.getAnimations()[0];
            animation.pause();
            animation.currentTime = 1010;
            return getComputedStyle(document.querySelector(".precocial-film > g")).transform;
            """);

        // The 21st of 40 frames in two seconds.
        answer.GetString().ShouldBe("matrix(1, 0, 0, 1, -12800, 0)");
    }

    [Fact]
    public void Save_Svg_HasAFrameAWindowAndLeavesOutWhatIsOutside()
    {
        XElement svg = XElement.Parse(FilmText(SampleFilms.Pole(frames: 200)));

        XElement[] frames = [.. svg.Element(Svg + "g")!.Elements(Svg + "svg")];
        frames.Select(frame => (int)frame.Attribute("x")!).ShouldBe(Enumerable.Range(0, 40).Select(i => 640 * i));
        foreach (XElement frame in frames)
        {
            frame.Elements(Svg + "path").Count().ShouldBe(3);
            frame.Elements(Svg + "circle").Count().ShouldBe(1);
        }
        ((string)svg.Element(Svg + "title")!).ShouldBe("40 moments of 2 seconds");
    }

    [Fact]
    public void Save_Svg_OfMuch_StaysAboutAMegabyte()
    {
        string text = FilmText(SampleFilms.Noise(frames: 12) with { SecondsPerFrame = 10 });
        // Twelve frames are never thinned out, however large.
        XElement.Parse(text).Element(Svg + "g")!.Elements().Count().ShouldBe(12);

        Film pole = SampleFilms.Pole(frames: 1);
        Drawing full = pole.Frames[0] with
        {
            Strokes = [.. Enumerable.Repeat(pole.Frames[0].Strokes[0], 200)],
        };
        FilmText(new Film([.. Enumerable.Repeat(full, 1000)], 0.05)).Length.ShouldBeInRange(800_000, 1_050_000);
    }

    [Fact]
    public void Save_OfOneFrameAndOddProportions_Works()
    {
        Film film = SampleFilms.Pole(frames: 1);
        Drawing line = film.Frames[0] with { Height = 1e-9 }, tower = film.Frames[0] with { Height = 1e9 };
        using var folder = new TemporaryFolder();
        foreach (Drawing drawing in (Drawing[])[film.Frames[0], line, tower])
        {
            foreach (string name in (string[])["f.svg", "f.gif", "f.png"])
            {
                (film with { Frames = [drawing] }).Save(folder.At(name));
                new FileInfo(folder.At(name)).Length.ShouldBeGreaterThan(50);
            }
        }
    }

    [Theory]
    [InlineData("f.mp4", 0.1, 1.0, "saved as .svg, .gif or .png, but the path is \"f.mp4\"")]
    [InlineData("f.gif", 0.0, 1.0, "seconds per frame must be above 0")]
    [InlineData("f.gif", double.NaN, 1.0, "seconds per frame must be above 0")]
    [InlineData("f.gif", 0.1, 0.0, "a width and a height above 0")]
    public void Save_OfWhatIsNoFilm_SaysTheRule(string path, double seconds, double width, string expected)
    {
        Drawing frame = SampleFilms.Pole(frames: 1).Frames[0] with { Width = width };

        Should.Throw<ArgumentException>(() => new Film([frame], seconds).Save(path)).Message.ShouldContain(expected);
    }

    [Fact]
    public void Save_OfNoFrames_SaysSo() =>
        Should.Throw<ArgumentException>(() => new Film([], 1).Save("f.gif")).Message.ShouldContain("at least one frame");

    private static string FilmText(Film film)
    {
        using var folder = new TemporaryFolder();
        film.Save(folder.At("f.svg"));
        return File.ReadAllText(folder.At("f.svg"));
    }

    private static string Saved(TemporaryFolder folder, Film film, string name)
    {
        film.Save(folder.At(name));
        return Convert.ToBase64String(File.ReadAllBytes(folder.At(name)));
    }

    private static IEnumerable<(int Width, int Height, int Duration, int Hash)> Images(JsonElement answer) =>
        answer.GetProperty("images").EnumerateArray().Select(image => (image.GetProperty("width").GetInt32(),
            image.GetProperty("height").GetInt32(), image.GetProperty("duration").GetInt32(),
            image.GetProperty("hash").GetInt32()));

    // Painted at twice the size, the mean of four pixels.
    private static int Hash(Drawing drawing, int width, int height)
    {
        var large = new Raster(2 * width, 2 * height);
        large.Paint(drawing);
        int hash = 0;
        for (int i = 0; i < 3 * width * height; i++)
        {
            int column = i / 3 % width, row = i / 3 / width, channel = i % 3;
            int sum = 2;
            foreach ((int x, int y) in ((int, int)[])[(0, 0), (1, 0), (0, 1), (1, 1)])
                sum += large.Pixels[3 * ((2 * row + y) * 2 * width + 2 * column + x) + channel];
            hash = unchecked(31 * hash + sum / 4);
        }
        return hash;
    }
}
