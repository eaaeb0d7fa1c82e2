# A source file that outgrows one job is divided.
long=$(find src -name '*.[ch]' | xargs wc -l | awk '$2 != "total" && $1 > 550 {print $2 ": " $1 " lines"}')
if [ -n "$long" ]; then
    echo "$long"
    echo 'FAIL size: files of more than 550 lines'
else
    echo 'ok size'
fi
