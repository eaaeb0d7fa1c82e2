# The words of a PDF's structure tree in reading order, from `pdfinfo -struct-text FILE`, without those drawn inside figures.
{
    match($0, /^ */)
    indent = RLENGTH
}
figure && indent > figure {next}
{figure = 0}
/^ +Figure/ {
    figure = indent
    next
}
/^ +".*"$/ {print substr($0, indent + 2, length($0) - indent - 2)}
