# Runs fuzz targets one after another. Usage: tests/fuzz/run.sh SECONDS TARGET... from the top folder.
# Seeds are the project's own inputs; the corpus grows in build/fuzz/corpus. Ends with 1 at the first finding.
set -eu
seconds=$1
shift
for target; do
    name=$(basename "$target")
    corpus=build/fuzz/corpus/$name
    mkdir -p "$corpus" build/fuzz/findings
    case $name in
    fuzz_input)
        seeds='input/2024 tests/data/second tests/data/bad tests/data/encodings' most=65536 ;;
    fuzz_document)
        seeds='tests/fuzz/seeds/document tests/examples' most=32768 ;;
    fuzz_font)
        seeds=build/fuzz/fonts most=200000
        mkdir -p build/fuzz/fonts
        for font in build/fonts/FandolKai-Regular.otf /usr/share/fonts/truetype/babelstone/*.ttf /usr/share/fonts/*/*/*.ttf; do
            [ -f "$font" ] || continue
            hb-subset "$font" --unicodes=41,62,31,28,29,4e00,4e8c,3001,3002 --output-file="build/fuzz/fonts/$(basename "$font")"
            [ "$(ls build/fuzz/fonts | wc -l)" -lt 4 ] || break
        done ;;
    esac
    for folder in $seeds; do
        [ -d "$folder" ] && find "$folder" -type f -size -64k -exec cp {} "$corpus/" \;
    done
    echo "$name: $seconds s"
    LANG=C.UTF-8 "$target" -max_total_time="$seconds" -max_len="$most" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/findings/ "$corpus" >"build/fuzz/$name.log" 2>&1 || {
        grep -E 'ERROR|SUMMARY|Test unit' "build/fuzz/$name.log"
        tail -n 30 "build/fuzz/$name.log"
        exit 1
    }
    grep -E 'number_of_executed_units|peak_rss' "build/fuzz/$name.log"
done
