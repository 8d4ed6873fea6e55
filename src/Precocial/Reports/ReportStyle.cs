namespace Precocial;

/// <summary>How the report looks: light or dark as the reader's system, narrow or wide, and on paper.</summary>
internal static class ReportStyle
{
    /// <summary>For a chart that stands alone: on white, as in print.</summary>
    public const string Chart = """
        svg{background:#fff}text{fill:#5d6f75;font:12px system-ui,sans-serif}.grid{stroke:#dfe3e0}.axis{stroke:#5d6f75}
        .line{fill:none;stroke-width:2.2}.search{stroke:#c2571a}.random{stroke:#4a7c8c}
        """;

    public const string Css = """
        :root{--ink:#1b2a2f;--soft:#5d6f75;--paper:#fbfaf7;--card:#fff;--rule:#dfe3e0;--search:#c2571a;--random:#4a7c8c;--cell:194,87,26}
        @media(prefers-color-scheme:dark){:root{--ink:#e8ecea;--soft:#9aa8ab;--paper:#14191b;--card:#1b2224;--rule:#2f3a3d;--search:#f08a4b;--random:#7fb3c4;--cell:240,138,75}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:62rem;padding:2.5rem 1.25rem 4rem;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        h1{font-size:2.4rem;line-height:1.15;margin:.1rem 0 .6rem;letter-spacing:-.02em}
        h2{font-size:1.15rem;margin:0 0 .9rem}
        .kicker{margin:0;color:var(--search);font-weight:600;font-size:.85rem}
        .lead{font-size:1.15rem;max-width:44rem;margin:0 0 1.2rem}
        .figures{display:flex;flex-wrap:wrap;gap:2.2rem;margin:0 0 2rem}
        .figures dt{color:var(--soft);font-size:.85rem}.figures dd{margin:0;font-size:1.4rem;font-variant-numeric:tabular-nums}
        section{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:1.3rem 1.4rem;margin:0 0 1.1rem;break-inside:avoid}
        section p{color:var(--soft);font-size:.9rem;margin:.8rem 0 0}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
        th{text-align:left;color:var(--soft);font-weight:500}
        th,td{padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
        .models{width:100%}.models td:not(:last-child),.models th{white-space:nowrap}.models tbody tr:first-child{font-weight:600}
        .facts thead{display:none}.facts td{overflow-wrap:anywhere}.facts td:first-child{color:var(--soft);white-space:nowrap}
        .confusion td,.confusion th{padding:.3rem .5rem;text-align:right;border:0;min-width:2.2rem}
        .confusion td{border-radius:3px}
        svg{width:100%;height:auto;display:block}
        svg text{fill:var(--soft);font:12px system-ui,sans-serif}
        .grid{stroke:var(--rule)}.axis{stroke:var(--soft)}
        .line{fill:none;stroke-width:2.2}.line.search{stroke:var(--search)}.line.random{stroke:var(--random)}
        .dot{fill:none;stroke-width:1.4;opacity:.75}.dot.search{stroke:var(--search)}.dot.random{stroke:var(--random)}
        .dot.front{opacity:1}.dot.front.search{fill:var(--search)}.dot.front.random{fill:var(--random)}
        .legend{display:flex;gap:.5rem;align-items:center}.key{width:1.1rem;height:.25rem;border-radius:2px}
        .key.search{background:var(--search)}.key.random{background:var(--random);margin-left:.8rem}
        .network{overflow-x:auto;max-height:70rem;background:#fff;border-radius:6px}
        .network svg{width:auto;max-width:100%;margin:0 auto}
        details summary{cursor:pointer;color:var(--soft);margin-top:.9rem}
        @media print{body{max-width:none;padding:0}section{border:0;padding:.5rem 0}}
        """;
}
