"""What styles are called in the files of other programs, and in other languages."""

# fmt: off
# The styles that other programs put into their files, which tell no more than “normal”.
OTHERS = {
    "abstract", "author", "block quote", "block text", "blockquote", "body", "bullet symbols",
    "compact", "date", "default", "definition", "definition term", "emphasis", "first paragraph",
    "frame contents", "horizontal line", "intense quote", "internet link", "msonormal",
    "numbering symbols", "preformatted text", "quotations", "source code", "source text",
    "strong", "strong emphasis", "subtitle", "text body", "unresolved mention", "verbatim char",
    "visited internet link",
}
OTHER_PREFIXES = ("endnote", "footnote", "table ")

# Word writes the English names of its own styles in every language. Where a file has lost its
# styles, or another program wrote it, only an id or a name in the user's language tells.
HEADINGS = {
    "heading", "überschrift", "berschrift", "titre", "título", "titulo", "ttulo", "titolo", "kop",
    "rubrik", "overskrift", "nagłówek", "nagwek", "otsikko", "nadpis", "címsor", "cmsor",
    "заголовок", "επικεφαλίδα", "başlık", "balk", "标题", "標題", "見出し", "제목", "pennawd",
    "ceannteideal", "naslov",
}
TITLES = {
    "title", "titel", "titre", "título", "titulo", "ttulo", "titolo", "tittel", "tytuł", "tytu",
    "teitl", "teideal", "název",
}
SUBTITLES = {"subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo", "toc heading"}
QUOTES = {"quote", "intense quote", "quotations", "block text", "block quote", "blockquote"}
