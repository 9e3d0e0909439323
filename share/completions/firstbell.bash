# Completion of firstbell(1) for bash.  It asks the program itself, so it knows what that program knows.
_firstbell_options() { # the lines of a help that name an option
	sed -nE 's/^  (--[a-z-]+( [^ ]+)?).*/\1/p' <<<"$1"
}

_firstbell_operands() { # the words that its usage offers as operands: "joined|left", and those that it lists below
	sed -nE '1{s/ \[?--[a-z-]+( [^] ]+)?( \.\.\.)?\]?//g;s/.*[ []([a-z]+(\|[a-z]+)+).*/\1/p}' <<<"$1" | tr '|' ' '
	sed -nE '/^(Kinds|Lists):$/,$s/^  ([a-z0-9_-]+)  .*/\1/p' <<<"$1"
}

_firstbell() {
	local program=${COMP_WORDS[0]} now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	local all help commands options value names words command='' said='' skip='' word
	all=$("$program" --help 2>/dev/null) || return
	commands=$(sed -nE '/^Commands/,/^$/s/^  ([a-z]+( [a-z_]+)?) .*/\1/p' <<<"$all")
	options=$(_firstbell_options "$all")
	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		if [ -n "$skip" ]; then
			skip=
		elif grep -qxE -e "$word [^ ]+" <<<"$options"; then
			skip=1
		elif [ -z "$command" ] && [[ $word != -* ]]; then
			said=${said:+$said }$word
			grep -qxF -e "$said" <<<"$commands" && command=$said
		fi
	done
	help=
	[ -z "$command" ] || help=$("$program" $command --help 2>/dev/null)
	options=$options$'\n'$(_firstbell_options "$help")
	value=$(sed -nE "s/^$before (.*)/\1/p" <<<"$options")
	case $value in
	'DIR|NAME')
		names=$("$program" schools list --format csv 2>/dev/null | sed -n '2,$s/,.*//p')
		COMPREPLY=($(compgen -W "$names" -- "$now") $(compgen -f -- "$now"))
		;;
	DIR | FILE) COMPREPLY=($(compgen -f -- "$now")) ;;
	*'|'*) COMPREPLY=($(compgen -W "${value//|/ }" -- "$now")) ;;
	?*) COMPREPLY=() ;;
	*)
		if [[ $now == -* ]]; then
			COMPREPLY=($(compgen -W "$(sed -E 's/ .*//' <<<"$options")" -- "$now"))
		elif [ -z "$command" ]; then
			COMPREPLY=($(compgen -W "$(sed -nE "s/^${said:+$said }([a-z_]+).*/\1/p" <<<"$commands" | sort -u)" -- "$now"))
		else
			words=$(_firstbell_operands "$help")
			COMPREPLY=($([ -z "$words" ] || compgen -W "$words" -- "$now") $(compgen -f -- "$now"))
		fi
		;;
	esac
}
complete -o filenames -F _firstbell firstbell
