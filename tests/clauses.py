#!/usr/bin/env python3
"""clauses.py SRCDIR

Every kind of line that explains a security decision stands in a golden file.
The kinds are read from the sources: fields and conditions (tables of
src/istiod/policy-rule.c), with yes and no, the forms of values (src/xds/
matcher.c and the rule kinds), verdicts on tokens (src/envoy/jwt-status.def), and
every text of a step of the filters.  A new one without a golden file fails."""
import glob, os, re, sys

TEXTS = ["src/envoy/rbac.c", "src/envoy/rbac-explain.c", "src/envoy/extauthz.c", "src/envoy/jwt.c"]
# never in an answer: a token that is not there is told in other words
NO_VERDICT = {"Jwt is missing"}
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def read(src, path):
    with open(os.path.join(src, path)) as f:
        return re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)


def literal(s):
    return "".join(STRING.findall(s)).replace('\\"', '"').replace("\\\\", "\\")


def literals(text):
    """string literals of C, adjacent ones joined"""
    return [literal(m.group(0)) for m in re.finditer(r'"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*', text)]


def arguments(text, start):
    """the arguments of a call whose parenthesis opens at START"""
    out, depth, at, i = [], 0, start + 1, start
    while i < len(text):
        c = text[i]
        if c == '"':
            i = STRING.match(text, i).end()
            continue
        depth += (c in "([{") - (c in ")]}")
        if (c == "," and depth == 1) or depth == 0:
            out.append(text[at:i])
            at = i + 1
            if depth == 0:
                return out
        i += 1
    return out


def pattern(fmt):
    fmt = re.sub(r"%%", "\0", fmt)
    parts = re.split(r"%[-.*0-9]*(?:ll|z|l)?[sduxc]", fmt)
    return ".*".join(re.escape(p.replace("\0", "%")) for p in parts)


def kinds(src):
    """(what it is, a regular expression that some line has)"""
    rule = read(src, "src/istiod/policy-rule.c")
    for name in re.findall(r'(?:SOURCE|OPERATION)\("(\w+)"', rule):
        for answer in ("yes", "no"):
            yield "field %s: %s" % (name, answer), r"^ {6,}%s .*: %s(  |$)" % (re.escape(name), answer)
    table = rule[rule.index("attributes[]"):]
    for key, prefix in re.findall(r'\{ "([\w.]+)", (true|false), ', table[:table.index("};")]):
        more = r"\S*" if prefix == "true" else ""
        for neg in ("", "not: "):
            for answer in ("yes", "no"):
                # such metadata is never there
                if key.startswith("experimental") and (answer == "yes") != bool(neg):
                    continue
                yield ("condition %s, %svalues: %s" % (key, neg, answer),
                       r"^ {6,}%s%s %s(?!not: ).*: %s(  |$)" % (re.escape(key), more, neg, answer))
    m = read(src, "src/xds/matcher.c")
    m = m[m.index("mw_matcher_print"):]
    forms = [l for l in literals(m[:m.index("\n}\n")]) if re.search(r"[a-z]{2}", l)]
    if len(forms) < 6:
        raise SystemExit("the words of mw_matcher_print are not found")
    for f in forms:
        yield "form '%s'" % f, pattern(f).replace(r"\ ", " ")
    for fmt in ("is like '", " or ...,", " and sub "):
        yield "form '%s'" % fmt, re.escape(fmt)
    for text in literals(read(src, "src/envoy/jwt-status.def").replace("MW_JWT(", ";MW_JWT(")):
        if text not in NO_VERDICT:
            yield "verdict '%s'" % text, r"for issuer \S+: %s(  |$)" % re.escape(text)
    for path in TEXTS:
        text = read(src, path)
        for call in re.finditer(r"\bmw_step_add\(", text):
            args = arguments(text, call.end() - 1)
            for fmt in literals(args[4]):
                yield "%s: \"%s\"" % (path, fmt), pattern(fmt)
        for call in re.finditer(r"(?<!_)\bclause\((?=r, p)", text):
            for field in literals(arguments(text, call.end() - 1)[3]):
                yield "%s: clause %s" % (path, field), r"^ {6,}%s .*, has " % re.escape(field)
    explain = read(src, "src/envoy/rbac-explain.c")
    for what in set(re.findall(r"return \"(matches[^\"]*)\"", explain)) | {"matches", "does not match"}:
        for label in ("DENY", "ALLOW", "AUDIT", "CUSTOM", "dry run of"):
            # a policy without rules can only be an ALLOW one, and be seen to
            if what.startswith("matches nothing") and label != "ALLOW":
                continue
            if what.startswith("matches whatever") and label not in ("DENY", "ALLOW"):
                continue
            yield "%s rule %s" % (label, what), r"%s rule \S+ %s(  |$)" % (label, re.escape(what))
    for name in literals(explain[explain.index("have_"):explain.index("struct seen")]):
        if re.search(r"[a-z]{4}", name) and "%" not in name and "no path" not in name:
            yield "has %s" % name, r"has .*%s" % re.escape(name.strip())


def main():
    src = sys.argv[1]
    lines = []
    for path in glob.glob(os.path.join(src, "tests/golden/*/out")):
        with open(path) as f:
            lines += f.read().splitlines()
    text = "\n".join(lines)
    n = missing = 0
    for what, regex in kinds(src):
        n += 1
        if not re.search(regex, text, re.M):
            missing += 1
            print("no golden file shows %s   (%s)" % (what, regex))
    print("%d kinds, %d without a golden file" % (n, missing))
    return 1 if missing or n < 150 else 0


if __name__ == "__main__":
    sys.exit(main())
