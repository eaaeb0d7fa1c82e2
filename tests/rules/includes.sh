# A stage includes its own headers, its input's, its output's and base/, never a later stage's; a foreign library is known to
# one place. The table is the design: change it only together with the README's section on the source.
#
# stage: folders it may include : foreign headers it may include (patterns); FILE=PATTERN lets only that file.
rules='
base      base                                  : libintl.h unicode/*
schema    base schema                           : libxml/*
intake    base schema intake                    : libxml/* iconv.h
progress  base intake progress                  : gmp.h libxml/*
compose   base schema intake progress compose   : libxml/* libxslt/* libexslt/*
typeset   base compose typeset                  : hb.h hb-ot.h unicode/*
draw      base typeset draw                     : hpdf*.h hb.h hb-ot.h zlib.h libdeflate.h lcms2.h qpdf/* digest.c=nettle/md5.h
issue     base schema intake progress compose typeset draw issue : nettle/* manifest_read.c=libxml/*
'
# Headers of the C library, of POSIX and Linux, which everybody may use.
system='assert.h ctype.h dirent.h elf.h errno.h fcntl.h inttypes.h limits.h link.h locale.h malloc.h math.h setjmp.h signal.h stdalign.h stdarg.h stdatomic.h
stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h strings.h sysexits.h time.h uchar.h unistd.h wchar.h ftw.h getopt.h poll.h sys/*'

matches() { # WORD PATTERN…: whether the word matches one of them
    word=$1
    shift
    for pattern; do
        # shellcheck disable=SC2254
        case $word in $pattern) return 0 ;; esac
    done
    return 1
}

set -f
echo "$rules" | grep : | while IFS=: read -r left foreign; do
    # shellcheck disable=SC2086
    set -- $left
    stage=$1
    shift
    folders=$*
    set +f
    files=$(ls "src/$stage"/*.[ch] 2>/dev/null)
    set -f
    [ -n "$files" ] || continue
    # shellcheck disable=SC2086
    awk -f tests/rules/uncomment.awk $files |
        sed -n 's/^\([^:]*:[0-9]*\): *# *include *\([<"]\)\([^>"]*\)[>"].*/\1 \2 \3/p' |
        while read -r place kind header; do
            case $kind in
            '"')
                case $header in
                */*) folder=${header%%/*} ;;
                *) folder=$stage ;;
                esac
                # shellcheck disable=SC2086
                matches "$folder" $folders || echo "$place: $stage/ may not include \"$header\""
                ;;
            *)
                # shellcheck disable=SC2086
                matches "$header" $system $foreign || matches "$(basename "${place%:*}")=$header" $foreign ||
                    echo "$place: $stage/ may not include <$header>"
                ;;
            esac
        done
done >"$WORK/faults"
set +f
for folder in $(ls -d src/*/ | xargs -n1 basename); do
    case $folder in po | install) continue ;; esac
    echo "$rules" | grep -q "^$folder " || echo "src/$folder: a stage that the table doesn't know"
done >>"$WORK/faults"
if [ -s "$WORK/faults" ]; then
    cat "$WORK/faults"
    echo "FAIL includes: $(wc -l <"$WORK/faults") against the direction rule"
else
    echo 'ok includes'
fi
