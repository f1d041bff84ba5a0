"""Small documents of each kind, and the formulas that stand in them: line, column, kind, text."""

from typing import NamedTuple


class Sample(NamedTuple):
    name: str
    kind: str
    text: str
    formulas: tuple[tuple[int, int, str, str], ...]


def inline(line, column, text):
    return line, column, "inline", text


def display(line, column, text):
    return line, column, "display", text


SAMPLES = (
    Sample("dollars", "markdown", "An $a + b$ and\n$$c = d$$\n", (inline(1, 5, "a + b"), display(2, 3, "c = d"))),
    Sample("ticked dollars", "markdown", "So $`a_1`$ is", (inline(1, 6, "a_1"),)),
    Sample("display over lines", "markdown", "$$\na &= b \\\\\n  &= c\n$$", (display(2, 1, "a &= b \\\\\n  &= c"),)),
    Sample("display over a blank line", "markdown", "$$\na = b\n\nc = d\n$$", (display(2, 1, "a = b\n\nc = d"),)),
    Sample("money", "markdown", "From $20 and $30 to $5-$10, or \\$7 for $x$.", (inline(1, 41, "x"),)),
    Sample("shell", "markdown", "Set $HOME and $PATH or $HOME/bin:$PATH here", ()),
    Sample("spaced dollars", "markdown", "the $ x_1 $ and $y $ too", (inline(1, 7, "x_1"), inline(1, 18, "y"))),
    Sample("backslash brackets", "markdown", "\\(x\\) and \\[ a = b \\] not \\[1\\] nor \\(see below\\)", (inline(1, 3, "x"), display(1, 14, "a = b"))),
    Sample("kramdown", "markdown", "\\\\(x,y\\\\) \\\\[a = b\\\\]", (inline(1, 4, "x,y"), display(1, 14, "a = b"))),
    Sample("kramdown, backslashes doubled", "markdown", "\\\\[\\\\{a\\\\_i\\\\} \\\\\\\\ b\\\\]", (display(1, 4, "\\{a_i\\} \\\\ b"),)),
    Sample("escaped underscore", "markdown", "$x\\_i + \\text{a\\_b}$", (inline(1, 2, "x_i + \\text{a\\_b}"),)),
    Sample("math fence", "markdown", "```math\na = b\n```\n", (display(2, 1, "a = b"),)),
    Sample("code", "markdown", "```\n$a$\n```\n`$b$` and\n\n    $c$\n\n~~~r\n$$d$$\n~~~\n$e$", (inline(11, 2, "e"),)),
    Sample("R chunk", "markdown", "```{r, echo=FALSE}\nx$y <- 1; z$w\n```\n$e$", (inline(4, 2, "e"),)),
    Sample("front matter", "markdown", "---\ntitle: $no$\n---\n$a$", (inline(4, 2, "a"),)),
    Sample("toml front matter", "markdown", "+++\nt = '$no$'\n+++\n$a$", (inline(4, 2, "a"),)),
    Sample("rule", "markdown", "---\n$a$", (inline(2, 2, "a"),)),
    Sample("environment", "markdown", "\\begin{align*}\na &= b\n\\end{align*}", (display(1, 1, "\\begin{align*}\na &= b\n\\end{align*}"),)),
    Sample("nested environment", "markdown", "\\begin{gather}\\begin{split}a\\end{split}\\end{gather}", (display(1, 1, "\\begin{gather}\\begin{split}a\\end{split}\\end{gather}"),)),
    Sample("table is no formula", "markdown", "\\begin{itemize}\\item a\\end{itemize}", ()),
    Sample("quote", "markdown", "> Take $a\n> + b$ and\n> $$\n> c\n>  > d\n> $$", (inline(1, 9, "a\n+ b"), display(4, 3, "c\nd"))),
    Sample("relation at the start of a line", "markdown", "$$\na\n> b\n$$", (display(2, 1, "a\n> b"),)),
    Sample("list", "markdown", "- One $a$\n\n  $$\n  b\n  $$\n1. two\n\n    $c$", (inline(1, 8, "a"), display(4, 3, "b"), inline(8, 6, "c"))),
    Sample("amid prose, all in double dollars", "markdown", "The $$x$$ is\n\n$$ y = x $$,\n\nwhere $$y$$ goes", (inline(1, 7, "x"), display(3, 4, "y = x"), inline(5, 9, "y"))),
    Sample("amid prose, else in single ones", "markdown", "The $x$ is $$y = x$$ there", (inline(1, 6, "x"), display(1, 14, "y = x"))),
    Sample("entities", "markdown", "$a &lt; b$ and $$c &amp;= d$$", (inline(1, 2, "a < b"), display(1, 18, "c &= d"))),
    Sample("comment", "markdown", "<!-- $no$\n# no\n```math\nno\n```\n-->\n$a$<!--$no$-->", (inline(7, 2, "a"),)),
    Sample("html", "markdown", "<p title=\"$no$\">Let $a$</p><pre>$no$</pre> <code>$no$</code>", (inline(1, 22, "a"),)),
    Sample("script", "markdown", "<script type=\"math/tex\">a</script>\n\n<script type=\"math/tex; mode=display\">b</script>\n<script>$no$</script>", (inline(1, 25, "a"), display(3, 39, "b"))),
    Sample("module syntax", "markdown", "import A from '$no$'\nexport const b = `$no$`\n\n$a$", (inline(4, 2, "a"),)),
    Sample("templates", "markdown", "{% include a.html note=\"$no$\" %} {{ '$no$' }} $a$\n{% highlight r %}\n$no$\n{% endhighlight %}", (inline(1, 48, "a"),)),
    Sample("picture", "markdown", "<p>\n<img src=\"https://latex.codecogs.com/svg.latex?L%20=%20a%5E2\" />\n</p>\n\nand ![x](https://latex.codecogs.com/png.latex?f(x)) so", (display(2, 48, "L = a^2"), inline(5, 47, "f(x)"))),
    Sample("bare", "markdown", "We have\n\\frac{a}{b} = c\nand nothing else\nSince z = w_1 x_1 + b\n, we have:\nw_1 := w_1 - c\nx is = a", (display(2, 1, "\\frac{a}{b} = c"), inline(4, 7, "z = w_1 x_1 + b"), display(6, 1, "w_1 := w_1 - c"))),
    Sample("bare scripts beside a formula are code", "markdown", "$a$\n\nx_1 = y_2\n\n\\alpha = 2", (inline(1, 2, "a"), display(5, 1, "\\alpha = 2"))),
    Sample("text within", "markdown", "$a \\text{ if $b$}$", (inline(1, 2, "a \\text{ if $b$}"),)),
    Sample("unclosed display", "markdown", "$$ a = b\n\nThis is a paragraph of plain words.\n\n$$c$$", (display(5, 3, "c"),)),
    Sample("wide characters", "markdown", "𝛼é $x$\r\n$y$", (inline(1, 5, "x"), inline(2, 2, "y"))),
    Sample("macro", "markdown", "$$\\newcommand{\\R}{\\mathbb{R}}$$\n$x \\in \\R$", (inline(2, 2, "x \\in \\R"),)),
    Sample("eqlabel", "markdown", "Prose $p$.\n\n$$a = b$$\n:eqlabel:`eq_a$b`\n", (inline(1, 8, "p"), display(3, 3, "a = b"))),
    Sample("tex", "tex", "\\title{$no$}\n\\begin{document}\n\\section{On $x$}\nA $a$ % $no$\n\\[ b \\] \\verb|$no$| 5\\%, \\$5\n\\begin{align}\nc \\\\[2pt] d\n\\end{align}\n\\begin{verbatim}$no$\\end{verbatim}\n\\end{document} $no$",
           (inline(3, 14, "x"), inline(4, 4, "a"), display(5, 4, "b"), display(6, 1, "\\begin{align}\nc \\\\[2pt] d\n\\end{align}"))),
    Sample("backslashes doubled throughout", "markdown", "$\\\\frac{a\\\\_i}{b} \\\\, c$ and $a \\\\ b$", (inline(1, 2, "\\frac{a_i}{b} \\, c"), inline(1, 31, "a \\\\ b"))),
    Sample("table", "markdown", "| a | $p(x \\| y)$ |\n\nand $\\|x\\|$", (inline(1, 8, "p(x | y)"), inline(3, 6, "\\|x\\|"))),
    Sample("lone brackets", "markdown", "So\n[\n\\frac{a}{b} = c\n= d\n]\nand\n[ x = \\sigma(z) ]\n[see here]\n[\nsome words \\alpha\n]", (display(3, 1, "\\frac{a}{b} = c\n= d"), display(7, 3, "x = \\sigma(z)"))),
    Sample("templates of mathematics", "markdown", "{{< katex >}}a_1{{< /katex >}}\n\n{% katex display %}\nb\n{% endkatex %}", (inline(1, 14, "a_1"), display(4, 1, "b"))),
    Sample("myst", "markdown", "so {math}`a_1` or\n\n```{math}\n:label: e\nb = c\n```", (inline(1, 11, "a_1"), display(5, 1, "b = c"))),
    Sample("line ends of Windows", "markdown", "---\r\na: $no$\r\n---\r\n## H\r\n```math\r\na\r\n= b\r\n```\r\n", (display(6, 1, "a\n= b"),)),
    Sample("tex, abbreviated", "tex", "\\newcommand{\\be}{\\begin{equation}}\\def\\ee{\\end{equation}}\nIf \\be a = \\text{$b$} \\ee so \\bee $c$", (display(2, 8, "a = \\text{$b$}"), inline(2, 36, "c"))),
    Sample("tex, switched off", "tex", "\\iffalse $no$ \\fi $a$", (inline(1, 20, "a"),)),
    Sample("tex part", "tex", "so \\(a\\) or\n$$b$$", (inline(1, 6, "a"), display(2, 3, "b"))),
    Sample("notebook", "notebook", "{\"cells\": [\n {\"cell_type\": \"code\", \"source\": [\"$no$\"]},\n {\"cell_type\": \"markdown\", \"metadata\": {\"source\": \"$no$\"},\n  \"source\": [\n   \"A $\\\\beta = \\\\u00e9$\\n\",\n   \"$$\\n\", \"c\\\\\\\\\\n\", \"$$\"]}],\n \"nbformat\": 4}",
           (inline(5, 8, "\\beta = \\u00e9"), display(6, 13, "c\\\\"))),
    Sample("rst", "rst", "T\n=\n\nA :math:`a_1` and ``:math:`no` ``.\n\n.. math:: b\n\n.. math::\n   :label: e\n\n   c = d\n\n   e = f\n\nCode::\n\n   :math:`no`\n\n.. note::\n   :math:`g`\n",
           (inline(4, 10, "a_1"), display(6, 11, "b"), display(11, 4, "c = d"), display(13, 4, "e = f"), inline(20, 11, "g"))),
    Sample("docstrings", "docstrings", "'''Of $a$.'''\nx = '$no$'\ndef f():\n    r'''\n    Take \\(\\nu\\):\n\n        deep $b$\n    >>> '$no$'\n    .. math::\n       c\n    '''\nclass C:\n    'é $\\\\alpha$ and :math:`d`'\n    def g(): return '$no$'\n",
           (inline(1, 8, "a"), inline(5, 12, "\\nu"), inline(7, 15, "b"), display(10, 8, "c"), inline(13, 9, "\\alpha"), inline(13, 29, "d"))),
)  # fmt: skip
