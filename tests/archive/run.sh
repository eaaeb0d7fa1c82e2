#!/bin/sh
# Holds PDF files to PDF/A-3a and PDF/UA-1 with veraPDF. Usage: tests/archive/run.sh BUILD-FOLDER [FILE.pdf...] from the top folder.
# Without files: the demonstration, its sealed second quarter, the invented second set, all examples and hard.xml, made anew.
# Needs a JDK and Maven, and Maven Central once; what was fetched and compiled is kept in the build folder.
set -eu
here=$(dirname "$0")
work=$1/archive
shift
mkdir -p "$work"
command -v mvn >/dev/null && command -v javac >/dev/null || {
    echo 'test-archive: Maven and a JDK are needed (Debian: maven default-jdk-headless)' >&2
    exit 69
}
if ! [ -s "$work/classpath" ]; then
    mvn -q -B -f "$here/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath \
        -Dmdep.outputFile="$PWD/$work/classpath.new" || {
        echo 'test-archive: Maven Central can not be reached, so nothing was validated' >&2
        exit 69
    }
    mv "$work/classpath.new" "$work/classpath"
fi
path=$(cat "$work/classpath")
if ! [ "$work/Validate.class" -nt "$here/Validate.java" ]; then
    javac -cp "$path" -d "$work" "$here/Validate.java"
fi
if [ $# -eq 0 ]; then
    . tests/lib.sh
    TONGBAO=$work/../tongbao
    made=$work/made
    rm -rf "$made"
    mkdir -p "$made/examples"
    demo_set "$made/demo"
    quarter_set input/2024 2 "$made/q2" --quiet
    second_set "$made/second" --quiet
    for example in tests/examples/*.xml "$here/hard.xml"; do
        "$TONGBAO" typeset "$example" -o "$made/examples/$(basename "$example" .xml).pdf" --quiet
    done
    set -f
    IFS='
'
    # shellcheck disable=SC2046  # one word a line
    set -- $(find "$made" -name '*.pdf' | sort)
fi
exec java -cp "$work:$path" Validate "$@"
