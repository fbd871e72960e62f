#!/usr/bin/env python3
"""flips.py --bin MESHWALK [--oracle ORACLE --sample N --work DIR] DIR...

For every recorded request that policies refused (401 or 403, a TCP connection
that authorization closed) counts how many get at least one change that would
make it pass. With --oracle, the changes of a sample are sent through a real
mesh: "ORACLE run CASE..." writes CASE/results.jsonl. A changed token is signed
with a key made here, which then stands in the manifests of the case."""
import argparse, base64, concurrent.futures, json, os, random, re, shutil, subprocess, sys, time


def cases(dirs):
    for d in dirs:
        for root, _, files in os.walk(d):
            if "expected.jsonl" in files:
                yield root


def refused(line):
    for o in line.get("outcomes") or []:
        for h in o.get("hops") or []:
            d = h.get("details") or ""
            if h.get("policy") or d.startswith(("rbac_access_denied", "jwt_authn")):
                return True
    return False


def ask(a, case):
    with open(os.path.join(case, "expected.jsonl")) as f:
        wanted = {l["id"] for l in map(json.loads, f) if refused(l)}
    if not wanted:
        return case, {}
    with open(os.path.join(case, "requests.jsonl")) as f:
        lines = [l for l in f if json.loads(l)["id"] in wanted]
    r = subprocess.run([a.bin, "send", "-q", "--flips", "--show-secrets", "--requests", "-", "-o", "jsonl", case],
                       input="".join(lines), capture_output=True, text=True)
    out = {}
    for l in r.stdout.splitlines():
        j = json.loads(l)
        out[j["id"]] = j.get("would_pass") or []
    return case, out


def key():
    from cryptography.hazmat.primitives.asymmetric import rsa
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def b64(b):
    return base64.urlsafe_b64encode(b).rstrip(b"=").decode()


def jwks(k):
    n = k.public_key().public_numbers().n
    return json.dumps({"keys": [{"kty": "RSA", "alg": "RS256", "e": "AQAB", "n": b64(n.to_bytes((n.bit_length() + 7) // 8, "big"))}]})


def sign(k, claims):
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    head = b64(json.dumps({"alg": "RS256", "typ": "JWT"}).encode()) + "." + b64(json.dumps(claims).encode())
    return head + "." + b64(k.sign(head.encode(), padding.PKCS1v15(), hashes.SHA256()))


def with_token(k, r):
    """the request with its stand-in signed, and whether there was one"""
    if "claims" not in r:
        return False
    token, used = sign(k, r["claims"]), False
    for h in r.get("headers") or []:
        if re.search(r"(^|[ =])claims$", h[1]):
            h[1], used = h[1][:-len("claims")] + token, True
    path = re.sub(r"=claims(?=&|$)", "=" + token, r.get("path") or "/")
    if path != (r.get("path") or "/"):
        r["path"], used = path, True
    return used


def passes(line, only_policies):
    outcomes = line.get("outcomes") or []
    for o in outcomes:
        for h in o.get("hops") or []:
            d = h.get("details") or ""
            if "rbac_access_denied" in d or "rbac_access_denied" in (h.get("termination") or "") or d.startswith("jwt_authn"):
                return False
        if not only_policies and (o.get("failure") or (o.get("status") or 0) >= 400):
            return False
    return bool(outcomes)


def write_case(a, k, number, case, flips):
    d = os.path.join(a.work, "%03d" % number)
    os.makedirs(d)
    with open(os.path.join(case, "mesh.yaml")) as f:
        mesh = f.read()
    signed, rows = False, []
    for i, flip in enumerate(flips[:3]):
        r = dict(flip["request"], id=str(i))
        own = with_token(k, r)
        signed = signed or own
        rows.append((flip, r, own or "eyJ" not in json.dumps(r)))
    # with other keys in the manifests, tokens that were signed before are bad
    rows = [(flip, r) for flip, r, kept in rows if kept or not signed]
    if signed:
        mesh = re.sub(r"jwks: '(?:[^']|'')*'", lambda m: "jwks: '%s'" % jwks(k), mesh)
        mesh = re.sub(r'"jwks": "(?:[^"\\]|\\.)*"', lambda m: '"jwks": %s' % json.dumps(jwks(k)), mesh)
    with open(os.path.join(d, "mesh.yaml"), "w") as f:
        f.write(mesh)
    with open(os.path.join(d, "requests.jsonl"), "w") as f:
        for _, r in rows:
            f.write(json.dumps(r) + "\n")
    return d, rows


def confirm(a, found):
    k = key()
    random.Random(a.seed).shuffle(found)
    seen, sample = {}, []
    for case, rid, flips in found:        # few of one case
        if seen.setdefault(case, 0) < a.per_case and len(sample) < a.sample:
            seen[case] += 1
            sample.append((case, rid, flips))
    shutil.rmtree(a.work, ignore_errors=True)
    written = [(c, rid, *write_case(a, k, i, c, f)) for i, (c, rid, f) in enumerate(sample)]
    subprocess.run([a.oracle, "run", *[w[2] for w in written]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    good = bad = lost = 0
    for case, rid, d, rows in written:
        try:
            with open(os.path.join(d, "results.jsonl")) as f:
                got = {l["request"]["id"]: l for l in map(json.loads, f)}
        except OSError:
            got = {}
        for flip, r in rows:
            line = got.get(r["id"])
            # an address that this machine does not have: nothing was sent
            unsent = not (r.get("source") or "127.").startswith("127.") and not any(o.get("hops") for o in (line or {}).get("outcomes") or [])
            if line is None or unsent:
                lost += 1
            elif passes(line, flip.get("only_policies")):
                good += 1
            else:
                bad += 1
                print("DISAGREES %s %s %s: %s (%s)" % (case, rid, flip["change"], json.dumps([[o.get("status"), o.get("failure"), [h.get("details") for h in o.get("hops") or []]] for o in line["outcomes"]]), d))
    print("%d changes of %d requests sent through the real mesh: %d pass there too, %d do not, %d not run" % (good + bad + lost, len(sample), good, bad, lost))
    return bad


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--bin", required=True)
    p.add_argument("--oracle")
    p.add_argument("--sample", type=int, default=50)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--work", default="/tmp/flips")
    p.add_argument("--change", default="", help="a regular expression: only such changes go through the mesh")
    p.add_argument("--per-case", type=int, default=1)
    p.add_argument("--show", type=int, default=0)
    p.add_argument("dirs", nargs="+")
    a = p.parse_args()
    begin, total, good, only, shown, found = time.time(), 0, 0, 0, 0, []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case, answers in pool.map(lambda c: ask(a, c), sorted(cases(a.dirs))):
            for rid, flips in answers.items():
                total += 1
                if flips and not flips[0].get("only_policies"):
                    good += 1
                elif flips:
                    only += 1
                elif shown < a.show:
                    shown += 1
                    print("none: %s %s" % (case, rid))
                flips = [f for f in flips if re.search(a.change, f["change"])]
                if flips:
                    found.append((case, rid, flips))
    print("%d refused requests: %d have a change that gives a good answer, %d one past the policies only, %d none; %.1f s" %
          (total, good, only, total - good - only, time.time() - begin))
    return 1 if a.oracle and confirm(a, found) else 0


if __name__ == "__main__":
    sys.exit(main())
