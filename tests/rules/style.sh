# The house style, as .clang-format states it. Other versions of clang-format than Debian 12's set some lines otherwise.
if ! clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
    echo 'skip style: clang-format 14 is not installed'
elif make -s check-style; then
    echo 'ok style'
else
    echo 'FAIL style: make format'
fi
