# equations.sh BLAHTEXML equations.txt OUTPUT: lines of `name | plain text | TeX` become C++ initialisers with
# the TeX as MathML. Lines that begin with # and empty lines are passed over.
set -eu
blahtexml=$1 input=$2 output=$3
temporary=$output.tmp
mkdir -p "$(dirname "$output")"
: > "$temporary"
while IFS='|' read -r name text tex; do
  name=$(printf '%s' "$name" | sed 's/^ *//; s/ *$//')
  case $name in '' | '#'*) continue ;; esac
  text=$(printf '%s' "$text" | sed 's/^ *//; s/ *$//')
  mathml=$(printf '%s' "$tex" | "$blahtexml" --mathml --displaymath)
  case $mathml in
    *'<error>'*) echo "$input: the TeX of \"$name\" cannot be typeset: $mathml" >&2; exit 1 ;;
  esac
  mathml=$(printf '%s\n' "$mathml" | sed -n '/<markup>/,/<\/markup>/p' | sed '1d;$d')
  printf '{R"~(%s)~", R"~(%s)~", R"~(%s)~"},\n' "$name" "$text" "$mathml" >> "$temporary"
done < "$input"
mv "$temporary" "$output"
