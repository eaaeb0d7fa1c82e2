# What stands on the top level is what the README explains; nothing is left half done; nothing points out of the project.
if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    echo 'skip tree: not a git work tree'
    exit 0
fi
extra=$(git ls-files | cut -d/ -f1 | sort -u | grep -vxE 'Makefile|README\.md|LICENSE|src|templates|fonts|input|out|tests|\..*')
if [ -z "$extra" ]; then echo 'ok top-level'; else echo "FAIL top-level: unknown:" $extra; fi
undone=$(git grep -nE 'TODO|FIXME|\bXXX\b|HACK' -- src templates Makefile tests ':!tests/rules/tree.sh' ':!*.png')
if [ -z "$undone" ]; then echo 'ok nothing-left-undone'; else echo "$undone"; echo 'FAIL nothing-left-undone: marks in the tree'; fi
outside=$(git grep -nE '/[w]ork/|\.\./[s]hared|/[r]oot/' -- . ':!*.png')
if [ -z "$outside" ]; then echo 'ok stands-alone'; else echo "$outside"; echo 'FAIL stands-alone: paths out of the project'; fi
