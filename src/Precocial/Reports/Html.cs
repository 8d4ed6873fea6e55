using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Precocial;

/// <summary>Text that is safe inside a page: class names and paths come from the user's data.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(text);

    public static string Table(string style, IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string>> rows)
    {
        string head = string.Concat(columns.Select(column => $"<th>{Text(column)}</th>"));
        string body = string.Concat(rows.Select(
            row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Text(cell)}</td>"))}</tr>\n"));
        return $"<div class=\"wide\"><table "
            + $"class=\"{style}\"><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>";
    }
}
