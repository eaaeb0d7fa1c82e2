# Runs fuzz targets for so many seconds each, one after another or, with `together`, all at once. Usage, from the top folder:
# tests/fuzz/run.sh SECONDS [together] TARGET... Seeds are the project's own inputs; the corpus grows in build/fuzz/corpus.
# Ends with 1 at the first finding, and together once all have ended.
set -eu
seconds=$1
shift
together=
if [ "$1" = together ]; then
    together=yes
    shift
fi

# The project's inputs of a kind, faulty ones too: as their namespace tells, and where that is wrong or can't be read, their name.
inputs() {
    grep -rl "xmlns=\"urn:tongbao:$1\"" input tests/data tests/examples
    find tests/data/bad -name "$1-*.xml"
}

fonts() {
    mkdir -p build/fuzz/fonts
    for font in build/fonts/FandolKai-Regular.otf /usr/share/fonts/truetype/babelstone/*.ttf /usr/share/fonts/*/*/*.ttf; do
        [ -f "$font" ] || continue
        hb-subset "$font" --unicodes=41,62,31,28,29,4e00,4e8c,3001,3002 --output-file="build/fuzz/fonts/$(basename "$font")"
        [ "$(ls build/fuzz/fonts | wc -l)" -lt 4 ] || break
    done
    ls build/fuzz/fonts/*
}

# The files that target $1 begins with.
seeds() {
    case $1 in
    fuzz_notice) inputs notice && ls tests/data/encodings/*.xml ;;
    fuzz_quarter | fuzz_issue | fuzz_document) inputs "${1#fuzz_}" ;;
    fuzz_input) inputs notice && inputs quarter && inputs issue && inputs document && ls tests/data/encodings/*.xml ;;
    fuzz_font) fonts ;;
    esac
}

hunt() {
    name=$(basename "$1")
    corpus=build/fuzz/corpus/$name seeds=build/fuzz/seeds/$name log=build/fuzz/$name.log
    rm -rf "$seeds"
    mkdir -p "$corpus" "$seeds" build/fuzz/findings
    seeds "$name" | sort -u | while read -r file; do
        cp "$file" "$seeds/$(echo "$file" | tr / -)" # the same name stands in several folders
    done
    case $name in
    fuzz_font) options=-max_len=200000 ;;
    *) options='-max_len=65536 -dict=tests/fuzz/xml.dict' ;;
    esac
    echo "$name: $seconds s"
    # shellcheck disable=SC2086  # several options
    LANG=C.UTF-8 nice -n 19 "$1" -max_total_time="$seconds" $options -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/findings/$name-" "$corpus" "$seeds" >"$log" 2>&1 || {
        grep -E 'ERROR|SUMMARY|Test unit' "$log" || true
        tail -n 30 "$log"
        return 1
    }
    echo "$name: $(grep -oE 'cov: [0-9]+ ft: [0-9]+ corp: [0-9]+' "$log" | tail -n 1)," \
        "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs, $(sed -n 's/^stat::peak_rss_mb: *//p' "$log") MB"
}

if [ "$together" ]; then
    running=
    for target; do
        hunt "$target" &
        running="$running $!"
    done
    status=0
    for job in $running; do
        wait "$job" || status=1
    done
    exit $status
fi
for target; do
    hunt "$target"
done
