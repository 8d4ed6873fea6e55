using System.Globalization;
using System.Text;

namespace Precocial;

/// <summary>Which classes a network takes for which: a table coloured by the share of each true
/// class.</summary>
internal static class ConfusionTable
{
    // Wider tables cannot be read: the commonest confusions are listed instead.
    private const int MostClasses = 30;
    private const int MostListed = 20;

    public static string Write(int[,] confusion, IReadOnlyList<string> classNames) =>
        classNames.Count <= MostClasses ? Grid(confusion, classNames) : Listed(confusion, classNames);

    private static string Grid(int[,] confusion, IReadOnlyList<string> classNames)
    {
        var table = new StringBuilder("<div class=\"wide\"><table class=\"confusion\"><thead><tr><th></th>");
        foreach (string name in classNames)
            table.Append($"<th>{Html.Text(name)}</th>");
        table.Append("<th>right</th></tr></thead><tbody>\n");
        for (int truth = 0; truth < classNames.Count; truth++)
            table.Append(Row(confusion, truth, classNames[truth]));
        return table.Append("</tbody></table></div>").ToString();
    }

    private static string Row(int[,] confusion, int truth, string name)
    {
        int classes = confusion.GetLength(1), total = 0;
        for (int answer = 0; answer < classes; answer++)
            total += confusion[truth, answer];
        var row = new StringBuilder($"<tr><th>{Html.Text(name)}</th>");
        for (int answer = 0; answer < classes; answer++)
        {
            int count = confusion[truth, answer];
            // The square root lets a single error be seen beside hundreds of right answers.
            double shade = total > 0 ? Math.Sqrt((double)count / total) * 0.55 : 0;
            row.Append(CultureInfo.InvariantCulture,
                $"<td style=\"background:rgba(var(--cell),{shade:0.##})\">{(count > 0 ? count : "")}</td>");
        }
        string right = total > 0 ? Numbers.Percent((double)confusion[truth, truth] / total) : "";
        return row.Append($"<td>{right}</td></tr>\n").ToString();
    }

    private static string Listed(int[,] confusion, IReadOnlyList<string> classNames)
    {
        var pairs = from truth in Enumerable.Range(0, classNames.Count)
                    from answer in Enumerable.Range(0, classNames.Count)
                    where truth != answer && confusion[truth, answer] > 0
                    orderby confusion[truth, answer] descending
                    select (string[])[classNames[truth], classNames[answer],
                        Numbers.Count(confusion[truth, answer])];
        return Html.Table("confused", ["true class", "answered", "samples"], pairs.Take(MostListed));
    }
}
