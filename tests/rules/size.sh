# A file that outgrows one job is divided: source, templates and tests. So is a function that no longer fits a screen.
long=$(find src tests templates -name '*.[ch]' -o -name '*.xsl' -o -name '*.sh' | xargs wc -l |
    awk '$2 != "total" && $1 > 500 {print $2 ": " $1 " lines"}')
if [ -n "$long" ]; then
    echo "$long"
    echo 'FAIL size: files of more than 500 lines'
else
    echo 'ok size'
fi
long=$(find src -name '*.c' | sort | xargs awk '
    /^\{/ {begin = FNR}
    /^\}/ {if (begin && FNR - begin > 60) print FILENAME ":" begin ": " FNR - begin + 1 " lines"; begin = 0}')
if [ -n "$long" ]; then
    echo "$long"
    echo 'FAIL size-of-functions: functions of more than 60 lines'
else
    echo 'ok size-of-functions'
fi
