# Prints C source with its comments taken out and its lines kept, each as FILE:LINE:TEXT. Strings and characters are known,
# so that "//" in a string is no comment.
FNR == 1 { inside = 0 }
{
    out = ""
    quote = ""
    for (i = 1; i <= length($0); i++) {
        c = substr($0, i, 1)
        two = substr($0, i, 2)
        if (inside) {
            if (two == "*/") { inside = 0; i++ }
        } else if (quote != "") {
            out = out c
            if (c == "\\") { i++; out = out substr($0, i, 1) }
            else if (c == quote) quote = ""
        } else if (two == "/*") { inside = 1; i++; out = out " " }
        else if (two == "//") break
        else {
            if (c == "\"" || c == "'") quote = c
            out = out c
        }
    }
    print FILENAME ":" FNR ":" out
}
