# extract gives back the data as they were embedded or nothing, and says plainly what it was given instead of a PDF; typeset doesn't
# write over what it reads.
. tests/lib.sh
WORK=$(cd "$WORK" && pwd)
pdf=$WORK/x.pdf
cp tests/examples/letter.xml "$WORK/x.xml"
"$TONGBAO" typeset "$WORK/x.xml" -o "$pdf" --quiet || echo 'FAIL extract: not typeset'
says() { # NAME STATUS TEXT COMMAND…
    name=$1 wanted=$2 text=$3
    shift 3
    timeout 20 "$@" >"$WORK/out" 2>"$WORK/err"
    status=$?
    [ $status -eq "$wanted" ] && grep -qF -- "$text" "$WORK/err" && [ ! -s "$WORK/out" ] && [ "$(wc -l <"$WORK/err")" -eq 1 ] && echo "ok $name" && return
    cat "$WORK/err"
    echo "FAIL $name: status $status, or it didn't say: $text"
}
"$TONGBAO" extract "$pdf" >"$WORK/data" 2>"$WORK/err" && [ -s "$WORK/data" ] && echo 'ok extract' || { cat "$WORK/err"; echo 'FAIL extract'; }
# The checksum that stands beside the data is theirs, for any reader to check.
[ "$(grep -ao '/CheckSum<[0-9a-f]*>' "$pdf")" = "/CheckSum<$(md5sum <"$WORK/data" | cut -d' ' -f1)>" ] && echo 'ok checksum' || echo 'FAIL checksum'

# A byte of the packed data is another, anywhere in them: the data come out right all the same, or not at all.
at=$(grep -abo '/EmbeddedFile/' "$pdf" | head -n 1 | cut -d: -f1)
begin=$(tail -c "+$((at + 1))" "$pdf" | grep -abo -m 1 '^stream' | head -n 1 | cut -d: -f1)
size=$(tail -c "+$((at + 1))" "$pdf" | grep -ao -m 1 '/Length [0-9]*' | head -n 1 | tr -dc 0-9)
: >"$WORK/faults"
refused=0 k=10
while [ $k -lt "$size" ]; do
    cp "$pdf" "$WORK/bad.pdf"
    printf '\125' | dd of="$WORK/bad.pdf" bs=1 seek=$((at + begin + 7 + k)) conv=notrunc 2>/dev/null
    "$TONGBAO" extract "$WORK/bad.pdf" >"$WORK/out" 2>"$WORK/err"
    case $? in
    0) cmp -s "$WORK/out" "$WORK/data" || echo "byte $k: other data" >>"$WORK/faults" ;;
    65) [ ! -s "$WORK/out" ] && [ "$(cat "$WORK/err")" = "$WORK/bad.pdf: error: the data embedded in the PDF are damaged" ] && refused=$((refused + 1)) ||
        { echo "byte $k"; cat "$WORK/err"; } >>"$WORK/faults" ;;
    *) { echo "byte $k: another status"; cat "$WORK/err"; } >>"$WORK/faults" ;;
    esac
    k=$((k + 41))
done
[ $refused -gt 5 ] || echo "only $refused refused" >>"$WORK/faults"
verdict damaged-data "$WORK/faults"

# QPDF has nothing to add of its own.
printf '%%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Root 1 0 R>>\nstartxref\n9\n%%%%EOF\n' >"$WORK/empty.pdf"
says extract-no-root 65 'empty.pdf: error: not a PDF that can be read' "$TONGBAO" extract "$WORK/empty.pdf"
qpdf --encrypt u o 256 -- "$pdf" "$WORK/locked.pdf"
says extract-locked 65 'locked.pdf: error: not a PDF that can be read: a password opens it' "$TONGBAO" extract "$WORK/locked.pdf"
says extract-nothing 66 'error: no such file' "$TONGBAO" extract "$WORK/none.pdf"
says extract-folder 66 "error: the file can't be read: it is a folder" "$TONGBAO" extract "$WORK"
mkfifo "$WORK/pipe"
says extract-pipe 66 "error: the file can't be read: it is not a regular file" "$TONGBAO" extract "$WORK/pipe"
without_override=
[ "$(id -u)" -ne 0 ] || without_override='setpriv --bounding-set -dac_override,-dac_read_search'
cp "$pdf" "$WORK/closed.pdf"
chmod 0 "$WORK/closed.pdf"
if $without_override cat "$WORK/closed.pdf" >/dev/null 2>&1; then echo 'skip extract-closed: nobody can be kept out of a file here'; else
    closed() { $without_override "$TONGBAO" extract "$WORK/closed.pdf"; }
    closed >"$WORK/out" 2>"$WORK/err"
    [ $? -eq 66 ] && grep -q "error: the file can't be read: Permission denied" "$WORK/err" && echo 'ok extract-closed' || echo 'FAIL extract-closed'
    # The office's own font is there, and may not be read: nothing is set in another one.
    mkdir "$WORK/fonts"
    cp fonts/fontmap "$WORK/fonts"
    cp build/fonts/FandolSong-Bold.otf "$WORK/fonts/FZXBSJW.ttf"
    chmod 0 "$WORK/fonts/FZXBSJW.ttf"
    says font-closed 66 "FZXBSJW.ttf: error: the file can't be read: Permission denied" \
        $without_override "$TONGBAO" typeset "$WORK/x.xml" -o "$WORK/closed-font.pdf" --fonts "$WORK/fonts"
fi

# ---- typeset ----
says no-output 64 '-o FILE.pdf is needed; see tongbao typeset --help' "$TONGBAO" typeset "$WORK/x.xml"
says empty-output 64 '--output: "" is no use here' "$TONGBAO" typeset "$WORK/x.xml" -o ''
says empty-folder 64 '--out: "" is no use here' "$TONGBAO" reissue --input "$WORK" --out ''
ln -s x.xml "$WORK/link.xml"
ln "$WORK/x.xml" "$WORK/hard.xml"
for name in x link hard; do
    says "own-source-$name" 64 "$name.xml: that is the document itself" "$TONGBAO" typeset "$WORK/x.xml" -o "$WORK/$name.xml"
done
cmp "$WORK/x.xml" tests/examples/letter.xml && echo 'ok source-is-there' || echo 'FAIL source-is-there'
chmod 600 "$pdf"
"$TONGBAO" typeset "$WORK/x.xml" -o "$pdf" --quiet
[ "$(stat -c %a "$pdf")" = 600 ] && echo 'ok mode-of-the-one-before' || echo 'FAIL mode-of-the-one-before'
