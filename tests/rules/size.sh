# A file that outgrows one job is divided: source, templates and tests.
long=$(find src tests templates -name '*.[ch]' -o -name '*.xsl' -o -name '*.sh' | xargs wc -l |
    awk '$2 != "total" && $1 > 500 {print $2 ": " $1 " lines"}')
if [ -n "$long" ]; then
    echo "$long"
    echo 'FAIL size: files of more than 500 lines'
else
    echo 'ok size'
fi
