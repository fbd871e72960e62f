/*
 * test-model.c - documents become objects: tables, values, faults, words.
 */
#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/str.h"
#include "model/object.h"
#include "yaml/load.h"
#include "yaml/node.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ---- one document ------------------------------------------------------- */

static struct mw_arena *arena;
static struct mw_diags diags;

static int
setup(void **state)
{
	(void)state;
	arena = mw_arena_new();
	mw_diags_init(&diags, arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	mw_arena_free(arena);
	return 0;
}

static const struct mw_node *
yaml(const char *text)
{
	static const struct mw_limits limits = MW_LIMITS_DEFAULT;
	struct mw_load *load = mw_yaml_load_text(arena, "t.yaml", text,
	    strlen(text), &limits, &diags);

	return load->n_documents > 0 ? load->documents[0].root : NULL;
}

static struct mw_object *
decode(const char *text)
{
	struct mw_decode d;

	mw_decode_init(&d, arena, &diags, "default");
	diags.n = 0;
	return mw_object_decode(&d, NULL, yaml(text));
}

#define VS(spec)                                                               \
	"apiVersion: networking.istio.io/v1\n"                                 \
	"kind: VirtualService\n"                                               \
	"metadata: {name: a}\n"                                                \
	"spec: " spec "\n"
#define DR(spec)                                                               \
	"apiVersion: networking.istio.io/v1\n"                                 \
	"kind: DestinationRule\n"                                              \
	"metadata: {name: a}\n"                                                \
	"spec: " spec "\n"
#define META(meta)                                                             \
	"apiVersion: security.istio.io/v1\n"                                   \
	"kind: PeerAuthentication\n"                                           \
	"metadata: " meta "\n"
#define SECURITY(kind, spec)                                                   \
	"apiVersion: security.istio.io/v1\n"                                   \
	"kind: " kind "\n"                                                     \
	"metadata: {name: a, namespace: shop}\n"                               \
	"spec: " spec "\n"
#define CORE(version, kind, rest)                                              \
	"apiVersion: " version "\n"                                            \
	"kind: " kind "\n"                                                     \
	"metadata: {name: a, namespace: shop}\n" rest "\n"

/* ---- the tables --------------------------------------------------------- */

static void
check_shape(const struct mw_shape *s, size_t depth)
{
	size_t required = 0;

	assert_true(depth < 32);
	assert_true(s->n > 0 && s->n <= 128);
	for (size_t i = 0; i < s->n; i++) {
		const struct mw_field *f = &s->fields[i];

		if (i > 0)
			assert_true(strcmp(s->fields[i - 1].name, f->name) < 0);
		assert_true(f->offset >= sizeof(void *));
		assert_true(f->offset + sizeof(void *) <= s->size);
		assert_true(f->one_of < 4);
		assert_true((f->one_of == 0) == (f->one_of_rank == 0));
		assert_true((f->type == MW_FIELD_ENUM) == (f->values != NULL));
		assert_true((f->type == MW_FIELD_OBJECT ||
		    f->type == MW_FIELD_OBJECT_LIST ||
		    f->type == MW_FIELD_OBJECT_MAP) == (f->shape != NULL));
		required += (f->flags & MW_FIELD_REQUIRED) != 0;
		if (f->shape != NULL)
			check_shape(f->shape, depth + 1);
		if (f->type == MW_FIELD_OBJECT_MAP)
			assert_true(f->value_offset + f->shape->size <=
			    f->size);
	}
	assert_int_equal(required, s->required);
}

static void
test_tables(void **state)
{
	(void)state;
	for (int k = MW_KIND_UNKNOWN + 1; k < MW_KIND_COUNT; k++) {
		const struct mw_kind_info *info = mw_kind_info((enum mw_kind)k);

		assert_true(info->name[0] != '\0');
		assert_true(info->versions[0] != '\0');
		assert_true(info->at[0] == '\0' ||
		    strcmp(info->at, "spec") == 0);
		if (info->shape != NULL)
			check_shape(info->shape, 0);
		else
			assert_true((info->flags & MW_KIND_PARTIAL) != 0);
		for (int j = MW_KIND_UNKNOWN + 1; j < k; j++)
			assert_true(strcmp(mw_kinds[j].name, info->name) != 0 ||
			    strcmp(mw_kinds[j].group, info->group) != 0);
	}
	check_shape(&mw_shape_mesh_config, 0);
	check_shape(&mw_shape_workload_entry, 0);
}

static void
test_kind_find(void **state)
{
	(void)state;
	assert_int_equal(mw_kind_find("networking.istio.io/v1", "Gateway"),
	    MW_KIND_GATEWAY);
	assert_int_equal(mw_kind_find("networking.istio.io/v1alpha3",
	    "Gateway"), MW_KIND_GATEWAY);
	assert_int_equal(mw_kind_find("gateway.networking.k8s.io/v1",
	    "Gateway"), MW_KIND_K8S_GATEWAY);
	assert_int_equal(mw_kind_find("v1", "Service"), MW_KIND_K8S_SERVICE);
	assert_int_equal(mw_kind_find("serving.knative.dev/v1", "Service"),
	    MW_KIND_UNKNOWN);
	assert_int_equal(mw_kind_find("networking.istio.io/v1", "gateway"),
	    MW_KIND_UNKNOWN);
	assert_int_equal(mw_kind_find(NULL, "Gateway"), MW_KIND_UNKNOWN);
	assert_int_equal(mw_kind_find("v1", NULL), MW_KIND_UNKNOWN);
	assert_int_equal(mw_kind_find("", ""), MW_KIND_UNKNOWN);
}

/* ---- durations and times ------------------------------------------------ */

static const struct {
	const char *text;
	int64_t ns;
	const char *printed;	/* NULL: not a duration */
} durations[] = {
	{ "1s", 1000000000, "1s" },
	{ "1.5s", 1500000000, "1.500s" },
	{ ".5s", 500000000, "0.500s" },
	{ "1.s", 1000000000, "1s" },
	{ "+1s", 1000000000, "1s" },
	{ "-1s", -1000000000, "-1s" },
	{ "-1.25s", -1250000000, "-1.250s" },
	{ "1h30m", INT64_C(5400000000000), "5400s" },
	{ "1h1h", INT64_C(7200000000000), "7200s" },
	{ "1500ms", 1500000000, "1.500s" },
	{ "1000us", 1000000, "0.001s" },
	{ "1\302\265s", 1000, "0.000001s" },
	{ "1\316\274s", 1000, "0.000001s" },
	{ "1ns", 1, "0.000000001s" },
	{ "1.0001s", 1000100000, "1.000100s" },
	{ "0", 0, "0s" },
	{ "-0", 0, "0s" },
	{ "0s", 0, "0s" },
	{ "2562047h", INT64_C(9223369200000000000), "9223369200s" },
	{ "-9223372036854775808ns", INT64_MIN, "-9223372036.854775808s" },
	{ "0.3333333333333333333h", INT64_C(1200000000000), "1200s" },
	{ "", 0, NULL }, { "1", 0, NULL }, { "1d", 0, NULL }, { "1S", 0, NULL },
	{ "1 s", 0, NULL }, { " 1s", 0, NULL }, { "1s ", 0, NULL },
	{ "1e3s", 0, NULL }, { "infinity", 0, NULL }, { ".s", 0, NULL },
	{ "s", 0, NULL }, { "+", 0, NULL }, { "-", 0, NULL },
	{ "1s1", 0, NULL },
	{ "2562048h", 0, NULL }, { "9223372036854775808ns", 0, NULL },
	{ "-9223372036854775809ns", 0, NULL },
	{ "99999999999999999999s", 0, NULL }, { "1\302s", 0, NULL },
};

static void
test_durations(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(durations); i++) {
		struct mw_buf b = { 0 };
		int64_t ns = 77;
		bool ok = mw_duration_parse(durations[i].text, &ns);

		if (ok != (durations[i].printed != NULL) ||
		    ns != (ok ? durations[i].ns : 77))
			fail_msg("'%s': %d, %lld", durations[i].text, ok,
			    (long long)ns);
		if (!ok)
			continue;
		mw_duration_print(&b, ns);
		assert_string_equal(mw_buf_text(&b), durations[i].printed);
		mw_buf_release(&b);
	}
	assert_false(mw_duration_parse(NULL, NULL));
}

static const struct {
	const char *text;
	int64_t seconds;	/* MW_CREATED_NOW: not a time */
} times[] = {
	{ "1970-01-01T00:00:00Z", 0 },
	{ "2026-01-31T12:00:00Z", 1769860800 },
	{ "2000-02-29T23:59:59Z", 951868799 },
	{ "1969-12-31T23:59:59Z", -1 },
	{ "2026-01-31T12:00:00.5Z", 1769860800 },
	{ "2026-01-31T13:00:00+01:00", 1769860800 },
	{ "2026-01-31T06:30:00-05:30", 1769860800 },
	{ "2026-01-31", MW_CREATED_NOW },
	{ "2026-02-29T00:00:00Z", MW_CREATED_NOW },
	{ "1900-02-29T00:00:00Z", MW_CREATED_NOW },
	{ "2026-13-01T00:00:00Z", MW_CREATED_NOW },
	{ "2026-01-00T00:00:00Z", MW_CREATED_NOW },
	{ "2026-01-31T24:00:00Z", MW_CREATED_NOW },
	{ "2026-01-31 12:00:00Z", MW_CREATED_NOW },
	{ "2026-01-31T12:00:00", MW_CREATED_NOW },
	{ "2026-01-31T12:00:00.Z", MW_CREATED_NOW },
	{ "2026-01-31T12:00:00Zx", MW_CREATED_NOW },
	{ "a-", MW_CREATED_NOW },
};

static void
test_times(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(times); i++) {
		const struct mw_object *o = decode(mw_arena_printf(arena,
		    META("{name: a, creationTimestamp: \"%s\"}"),
		    times[i].text));

		if (o->created != times[i].seconds)
			fail_msg("%s: %lld", times[i].text,
			    (long long)o->created);
		assert_int_equal(diags.n,
		    times[i].seconds == MW_CREATED_NOW ? 1 : 0);
	}
}

/* ---- faults ------------------------------------------------------------- */

/* What is found, as "CODE@line:column" each; "" is nothing. */
static const struct {
	const char *text, *found;
} faults[] = {
	/* not an object */
	{ "- a\n", "MW0201@1:1" },
	{ "text\n", "MW0201@1:1" },
	{ "circuitBreaker: {}\n", "MW0202@1:1" },
	{ "apiVersion: v1\n", "MW0203@1:1" },
	{ "apiVersion: v1\nkind: ''\n", "MW0203@1:1" },
	{ "kind: Service\n", "MW0204@1:1" },
	{ "apiVersion: 1\nkind: Service\n", "MW0214@1:13 MW0204@1:1" },
	/* kinds and versions */
	{ "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n",
	    "MW0206@2:7" },
	{ "apiVersion: networking.istio.io/v1\nkind: virtualService\n",
	    "MW0206@2:7" },
	{ "apiVersion: networking.istio.io/v9\nkind: Sidecar\n"
	  "metadata: {name: a}\n", "MW0218@1:13" },
	/* names */
	{ "apiVersion: v1\nkind: Pod\n", "MW0205@1:1" },
	{ "apiVersion: v1\nkind: Pod\nmetadata: {}\n", "MW0205@3:1" },
	{ META("{name: A}"), "MW0219@3:18" },
	{ META("{name: a.b-c}"), "" },
	{ META("{name: a..b}"), "MW0219@3:18" },
	{ META("{name: a, namespace: a.b}"), "MW0219@3:32" },
	{ META("{generateName: a-}"), "" },
	{ META("{generateName: -a}"), "MW0219@3:26" },
	{ META("{name: a, labels: {a/b/c: d}}"), "MW0219@3:30" },
	{ META("{name: a, labels: {a.b/C_d: -x}}"), "MW0219@3:39" },
	{ META("{name: a, labels: {version: 1.0}}"), "MW0214@3:39" },
	{ META("{name: a, labels: {on: yes}}"), "MW0214@3:34" },
	{ META("{name: a, labels: {x: null}}"), "" },
	{ META("{name: a, annotations: {A.B/c: d e}}"), "" },
	{ META("{name: a, annotations: {a b: c}}"), "MW0219@3:35" },
	{ META("{name: a, lables: {}}"), "MW0207@3:21" },
	{ META("{name: a, finalizers: x}"), "MW0208@3:33" },
	{ META("[a]"), "MW0208@3:11 MW0205@3:1" },
	/* the top */
	{ "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n"
	  "metadata: {name: a}\nSpec: {mtls: {mode: STRICT}}\nother: 1\n",
	    "MW0207@4:1 MW0207@5:1" },
	{ META("{name: a}") "spec: 5\n", "MW0208@4:7" },
	{ META("{name: a}") "spec: null\nstatus: [x]\n", "" },
	{ "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\n"
	  "metadata: {name: a}\n", "MW0209@1:1" },
	/* unknown fields */
	{ VS("{hosts: [a], htp: []}"), "MW0207@4:20" },
	{ VS("{hosts: [a], http: [{route: [{destination: {host: a}, "
	    "timeout: 5s}]}]}"), "MW0207@4:61" },
	{ VS("{hosts: [a], http: [{mirror_percentage: {value: 5}}]}"),
	    "MW0207@4:28" },
	{ VS("{hosts: [a], http: [{mirror_percent: 5}]}"), "" },
	{ CORE("v1", "Service", "spec: {unknown: 1}\nmore: 2"), "" },
	/* types */
	{ VS("{hosts: a}"), "MW0208@4:15" },
	{ VS("{hosts: [1]}"), "MW0214@4:16" },
	{ VS("{hosts: [null, [x]]}"), "MW0208@4:16 MW0208@4:22" },
	{ VS("{http: {route: []}}"), "MW0208@4:14" },
	{ VS("{http: [{retries: {attempts: '3'}}]}"), "MW0208@4:36" },
	{ VS("{http: [{retries: {attempts: '03'}}]}"), "MW0208@4:36" },
	{ VS("{http: [{retries: {attempts: 3.5}}]}"), "MW0208@4:36" },
	{ VS("{http: [{retries: {attempts: 3.0}}]}"), "" },
	{ VS("{http: [{retries: {attempts: 9999999999}}]}"), "MW0211@4:36" },
	{ VS("{http: [{retries: {attempts: 010}}]}"), "MW0215@4:36" },
	{ VS("{http: [{mirrorPercentage: 50}]}"), "MW0208@4:34" },
	{ VS("{http: [{timeout: 5}]}"), "MW0208@4:25" },
	{ VS("{http: [{timeout: 5d}]}"), "MW0212@4:25" },
	{ VS("{http: [{match: [{ignoreUriCase: 'true'}]}]}"), "MW0208@4:40" },
	{ VS("{http: [{match: [{headers: {x: y}}]}]}"), "MW0208@4:38" },
	{ VS("{http: [{match: [{headers: {x: {exact: y}}}]}]}"),
	    "MW0214@4:46" },
	/* enumerations */
	{ DR("{host: a, trafficPolicy: {tls: {mode: simple}}}"),
	    "MW0210@4:45" },
	{ DR("{host: a, trafficPolicy: {tls: {mode: 1}}}"), "MW0210@4:45" },
	{ DR("{host: a, trafficPolicy: {tls: {mode: on}}}"), "MW0214@4:45" },
	/* required, limits, groups */
	{ DR("{}"), "MW0209@4:1" },
	{ DR("{host: null}"), "MW0209@4:1" },
	{ DR("{host: a, trafficPolicy: {loadBalancer: {simple: RANDOM, "
	    "consistentHash: {useSourceIp: true}}}}"), "MW0216@4:64" },
	{ DR("{host: a, trafficPolicy: {loadBalancer: {simple: null, "
	    "consistentHash: {useSourceIp: true}}}}"), "" },
	{ DR("{host: a, trafficPolicy: {outlierDetection: "
	    "{consecutiveErrors: 5}}}"), "MW0213@4:52" },
	{ SECURITY("PeerAuthentication", "{portLevelMtls: {x: {}}}"),
	    "MW0208@4:24" },
	{ SECURITY("PeerAuthentication", "{portLevelMtls: {}}"),
	    "MW0211@4:23" },
	{ "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\n"
	  "metadata: {name: a}\nspec: {hosts: [a.b], ports: [{name: x, number: "
	  "1}, {name: x, number: 2}]}\n", "MW0220@4:52" },
	{ "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n"
	  "metadata: {name: a}\nspec: {hostnames: [A.B], rules: [{timeouts: "
	  "{request: 1.5s}}]}\n", "MW0212@4:20 MW0212@4:55" },
	{ "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n"
	  "metadata: {name: a}\nspec: {rules: [{backendRefs: [{name: b, port: "
	  "'80'}]}]}\n", "MW0208@4:47" },
	{ CORE("v1", "Service", "spec: {ports: [{port: 1, protocol: tcp}]}"),
	    "MW0210@4:36" },
};

static void
test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(faults); i++) {
		struct mw_buf b = { 0 };

		decode(faults[i].text);
		for (size_t k = 0; k < diags.n; k++) {
			const struct mw_diag *d = &diags.v[k];

			mw_buf_printf(&b, "%s%s@%u:%u", k > 0 ? " " : "",
			    mw_diag_info(d->id)->code, d->span.line,
			    d->span.column);
			assert_true(d->text[0] != '\0');
			assert_string_equal(d->span.file, "t.yaml");
		}
		if (strcmp(mw_buf_text(&b), faults[i].found) != 0)
			fail_msg("%s\nfound '%s', not '%s'", faults[i].text,
			    mw_buf_text(&b), faults[i].found);
		mw_buf_release(&b);
	}
}

static const struct {
	const char *text, *message, *hint;
} messages[] = {
	{ "circuitBreaker: {consecutiveErrors: 5}\n",
	    "neither apiVersion nor kind: a piece of configuration, not an "
	    "object",
	    "'circuitBreaker' is no field of Istio; what is meant is "
	    "outlierDetection and connectionPool, under spec.trafficPolicy of "
	    "a DestinationRule" },
	{ "http: []\n",
	    "neither apiVersion nor kind: a piece of configuration, not an "
	    "object", "'http' belongs into spec of kind VirtualService" },
	{ "outlierDetection: {}\nconnectionPool: {}\n",
	    "neither apiVersion nor kind: a piece of configuration, not an "
	    "object",
	    "'outlierDetection' and the others belong into "
	    "spec.trafficPolicy of kind DestinationRule or "
	    "defaultTrafficPolicy of kind MeshConfig" },
	{ "replicaCount: 3\nimage: {}\nservice: {}\nhttp: {}\n",
	    "neither apiVersion nor kind: a piece of configuration, not an "
	    "object", NULL },
	{ VS("{http: [{route: [{destination: {host: a}, timeout: 5s}]}]}"),
	    "unknown field 'spec.http[0].route[0].timeout'",
	    "'timeout' belongs into 'spec.http[]'" },
	{ VS("{http: [{rewrit: {uri: /}}]}"),
	    "unknown field 'spec.http[0].rewrit'", "did you mean 'rewrite'?" },
	{ VS("{http: [{Rewrite: {uri: /}}]}"),
	    "unknown field 'spec.http[0].Rewrite'",
	    "did you mean 'rewrite'?" },
	{ VS("{http: [{direct_response: {status: 200}}]}"),
	    "unknown field 'spec.http[0].direct_response': Istio reads it, the "
	    "API server does not", "write 'directResponse'" },
	{ VS("{http: [{mirrorPercentage: 50}]}"),
	    "'spec.http[0].mirrorPercentage' wants a mapping, not a number",
	    "write it as {value: 50}" },
	{ VS("{hosts: a}"), "'spec.hosts' wants a list, not text",
	    "write it as one: [\"a\"]" },
	{ META("{name: a, labels: {version: 1.0}}"),
	    "'metadata.labels.version' wants text, and 1.0 is read as a number",
	    "quote it: \"1.0\"" },
	{ VS("{http: [{match: [{headers: {a.b: {exact: y}}}]}]}"),
	    "'spec.http[0].match[0].headers[a.b].exact' wants text, and y is "
	    "read as true", "quote it: \"y\"" },
	{ DR("{host: a, trafficPolicy: {tls: {mode: simple}}}"),
	    "'spec.trafficPolicy.tls.mode' cannot be 'simple'",
	    "did you mean 'SIMPLE'?" },
	{ DR("{host: a, trafficPolicy: {tls: {mode: 3}}}"),
	    "'spec.trafficPolicy.tls.mode' wants a word, not the number 3",
	    "write ISTIO_MUTUAL" },
	{ VS("{http: [{timeout: 5}]}"),
	    "'spec.http[0].timeout' wants a duration such as 5s, not a number",
	    "did you mean 5s?" },
	{ VS("{http: [{retries: {attempts: 0443}}]}"),
	    "'spec.http[0].retries.attempts' is 291, since 0443 is octal",
	    "write 443 if that is meant" },
	{ "apiVersion: networking.istio.io/v9\nkind: Sidecar\n"
	  "metadata: {name: a}\n", "Sidecar has no version "
	  "'networking.istio.io/v9'",
	    "its versions are v1,v1alpha3,v1beta1; write "
	    "networking.istio.io/v1" },
	{ "apiVersion: v1\nkind: VirtualService\n",
	    "kind 'VirtualService' of 'v1' is not read",
	    "did you mean VirtualService of networking.istio.io/v1?" },
	{ "kind: VirtualService\n", "the VirtualService has no apiVersion",
	    "add 'apiVersion: networking.istio.io/v1'" },
	{ "apiVersion: networking.istio.io/v1\nkind: DestinationRules\n",
	    "kind 'DestinationRules' of 'networking.istio.io/v1' is not read",
	    "did you mean DestinationRule of networking.istio.io/v1?" },
};

static void
test_messages(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(messages); i++) {
		decode(messages[i].text);
		assert_true(diags.n > 0);
		assert_string_equal(diags.v[0].text, messages[i].message);
		if (!mw_str_eq(diags.v[0].hint, messages[i].hint))
			fail_msg("%s\nhint '%s'", messages[i].text,
			    mw_str_or_empty(diags.v[0].hint));
	}
	decode(VS("{htp: 1}"));
	assert_string_equal(diags.v[0].object, "VirtualService default/a");
}

/* However many faults there are, the number kept has a bound. */
static void
test_many_faults(void **state)
{
	struct mw_buf b = { 0 };

	(void)state;
	mw_buf_adds(&b, "apiVersion: networking.istio.io/v1\n"
	    "kind: VirtualService\nmetadata: {name: a}\nspec: {hosts: [");
	for (int i = 0; i < 2 * MW_LIMIT_DIAGS; i++)
		mw_buf_adds(&b, "1,");
	mw_buf_adds(&b, "a]}\n");
	assert_non_null(decode(mw_buf_text(&b)));
	assert_int_equal(diags.n, MW_LIMIT_DIAGS);
	mw_buf_release(&b);
}

/* ---- values ------------------------------------------------------------- */

static void
test_object(void **state)
{
	const struct mw_object *o;

	(void)state;
	o = decode(META("{name: a, labels: {b: c, d: null}}"));
	assert_int_equal(o->kind, MW_KIND_PEER_AUTHENTICATION);
	assert_string_equal(o->api_version, "security.istio.io/v1");
	assert_string_equal(o->kind_name, "PeerAuthentication");
	assert_string_equal(o->ns, "default");
	assert_string_equal(o->name, "a");
	assert_int_equal(o->labels.n, 2);
	assert_string_equal(mw_labels_get(&o->labels, "b"), "c");
	assert_string_equal(mw_labels_get(&o->labels, "d"), "");
	assert_null(mw_labels_get(&o->labels, "x"));
	assert_null(mw_labels_get(NULL, "x"));
	assert_true(o->created == MW_CREATED_NOW);
	assert_string_equal(mw_object_title(arena, o),
	    "PeerAuthentication default/a");
	/* no spec is an empty one */
	assert_non_null(o->spec);
	assert_null(MW_SPEC(o, peer_authentication)->node);

	o = decode(META("{generateName: a-, namespace: shop}"));
	assert_string_equal(o->name, "a-x");
	assert_string_equal(o->ns, "shop");
	o = decode(META("{name: a}") "spec: [x]\n");
	assert_null(o->spec);
	o = decode("apiVersion: v1\nkind: Namespace\n"
	    "metadata: {name: a, namespace: b}\n");
	assert_string_equal(o->ns, "");
	assert_string_equal(mw_object_title(arena, o), "Namespace a");
	o = decode("apiVersion: example.org/v1\nkind: Thing\n"
	    "metadata: {name: a}\nspec: {x: 1}\n");
	assert_int_equal(o->kind, MW_KIND_UNKNOWN);
	assert_null(o->spec);
	assert_null(decode("- a\n"));
	assert_null(decode("http: []\n"));
	/* an unknown version is read as the known one */
	o = decode("apiVersion: networking.istio.io/v9\nkind: Sidecar\n"
	    "metadata: {name: a}\n");
	assert_int_equal(o->kind, MW_KIND_SIDECAR);
	/* Istio's decoder does not look at the case of `spec` */
	o = decode("apiVersion: security.istio.io/v1\n"
	    "kind: PeerAuthentication\nmetadata: {name: a}\n"
	    "SPEC: {mtls: {mode: STRICT}}\n");
	assert_string_equal(MW_SPEC(o, peer_authentication)->mtls->mode.name,
	    "STRICT");
}

static void
test_values(void **state)
{
	const struct mw_virtual_service *vs;
	const struct mw_http_match *m;

	(void)state;
	vs = MW_SPEC(decode(VS("\n  hosts: [a, b]\n"
	    "  http:\n"
	    "  - match:\n"
	    "    - headers: {x: null, y: {exact: '1'}}\n"
	    "      port: 80\n"
	    "      ignoreUriCase: true\n"
	    "      sourceLabels: {app: web}\n"
	    "    timeout: 1.5s\n"
	    "    mirrorPercentage: {value: 0.5}\n"
	    "    corsPolicy: {maxAge: 1h}\n"
	    "    route:\n"
	    "    - destination: {host: c, port: {number: 8080}}\n"
	    "      weight: 90\n"
	    "    retries: null\n")), virtual_service);
	assert_int_equal(diags.n, 0);
	assert_int_equal(vs->hosts.n, 2);
	assert_string_equal(vs->hosts.v[1].s, "b");
	assert_non_null(vs->hosts.v[1].node);
	assert_null(vs->gateways.node);
	m = &vs->http.v[0].match.v[0];
	/* null as a header match is there, and empty (R72) */
	assert_int_equal(m->headers.n, 2);
	assert_string_equal(m->headers.v[0].key.s, "x");
	assert_non_null(m->headers.v[0].value.node);
	assert_null(m->headers.v[0].value.exact.node);
	assert_string_equal(m->headers.v[1].value.exact.s, "1");
	assert_int_equal(m->port.v, 80);
	assert_true(m->ignore_uri_case.v);
	assert_string_equal(m->source_labels.v[0].value.s, "web");
	assert_null(m->uri);
	assert_int_equal(vs->http.v[0].timeout.ns, 1500000000);
	assert_true(vs->http.v[0].mirror_percentage->value.v > 0.49 &&
	    vs->http.v[0].mirror_percentage->value.v < 0.51);
	assert_int_equal(vs->http.v[0].cors_policy->max_age.ns / 1000000000,
	    3600);
	assert_string_equal(vs->http.v[0].route.v[0].destination->host.s, "c");
	assert_int_equal(
	    vs->http.v[0].route.v[0].destination->port->number.v, 8080);
	assert_int_equal(vs->http.v[0].route.v[0].weight.v, 90);
	assert_null(vs->http.v[0].retries);
	assert_null(vs->http.v[0].redirect);
}

/* What Istio's decoder takes and the API server does not. */
static void
test_lenient(void **state)
{
	const struct mw_virtual_service *vs;
	const struct mw_destination_rule *dr;

	(void)state;
	vs = MW_SPEC(decode(VS("{export_to: ['*'], http: [{retries: "
	    "{attempts: ' 3 ', per_try_timeout: 1s}, mirror_percent: 5, "
	    "mirrorPercent: 6, route: [null]}]}")), virtual_service);
	assert_string_equal(vs->export_to.v[0].s, "*");
	assert_int_equal(vs->http.v[0].retries->attempts.v, 3);
	assert_int_equal(vs->http.v[0].retries->per_try_timeout.ns,
	    1000000000);
	assert_int_equal(vs->http.v[0].mirror_percent.v, 6);
	assert_int_equal(vs->http.v[0].route.n, 1);
	assert_non_null(vs->http.v[0].route.v[0].node);

	dr = MW_SPEC(decode(DR("{host: a, trafficPolicy: {tls: {mode: 2}, "
	    "loadBalancer: {consistentHash: {useSourceIp: true}, "
	    "simple: RANDOM}}}")), destination_rule);
	assert_string_equal(dr->traffic_policy->tls->mode.name, "MUTUAL");
	/* of several the one that the proto has last, wherever it stands */
	assert_non_null(dr->traffic_policy->load_balancer->consistent_hash);
	assert_null(dr->traffic_policy->load_balancer->simple.node);
	dr = MW_SPEC(decode(DR("{host: a, trafficPolicy: {tls: {mode: 77}, "
	    "loadBalancer: {simple: RANDOM, consistentHash: "
	    "{useSourceIp: true}}}}")), destination_rule);
	assert_int_equal(dr->traffic_policy->tls->mode.v, 77);
	assert_string_equal(dr->traffic_policy->tls->mode.name, "77");
	assert_null(dr->traffic_policy->load_balancer->simple.node);
	/* a bad value counts as absent, its neighbours stay */
	dr = MW_SPEC(decode(DR("{host: a, exportTo: 5, subsets: [{name: 1, "
	    "labels: {v: '1', w: 2}}]}")), destination_rule);
	assert_null(dr->export_to.node);
	assert_null(dr->subsets.v[0].name.node);
	assert_int_equal(dr->subsets.v[0].labels.n, 1);
}

static void
test_kubernetes(void **state)
{
	const struct mw_k8s_service *s;
	const struct mw_k8s_deployment *d;

	(void)state;
	s = MW_SPEC(decode(CORE("v1", "Service", "spec:\n"
	    "  selector: {app: b}\n  clusterIP: None\n"
	    "  ports:\n  - {port: 80, targetPort: 8080, name: http}\n"
	    "  - {port: 81, targetPort: web}\n")), k8s_service);
	assert_string_equal(s->spec->cluster_ip.s, "None");
	assert_true(s->spec->ports.v[0].target_port.is_int);
	assert_int_equal(s->spec->ports.v[0].target_port.v, 8080);
	assert_string_equal(s->spec->ports.v[0].target_port.s, "8080");
	assert_false(s->spec->ports.v[1].target_port.is_int);
	assert_string_equal(s->spec->ports.v[1].target_port.s, "web");
	/* JSON's reader takes no numbers in quotes */
	s = MW_SPEC(decode(CORE("v1", "Service",
	    "spec: {ports: [{port: '80'}]}")), k8s_service);
	assert_null(s->spec->ports.v[0].port.node);
	d = MW_SPEC(decode(CORE("apps/v1", "Deployment", "spec:\n"
	    "  selector: {matchLabels: {app: b}}\n"
	    "  template: {metadata: {labels: {app: b}}, spec: {containers: "
	    "[{name: c}]}}\n")), k8s_deployment);
	assert_string_equal(mw_labels_get(&d->spec->selector->match_labels,
	    "app"), "b");
	assert_string_equal(mw_labels_get(&d->spec->template->metadata->labels,
	    "app"), "b");
	assert_int_equal(d->spec->template->spec->containers.n, 1);
	assert_int_equal(diags.n, 0);
}

static void
test_shape(void **state)
{
	const struct mw_mesh_config *c;
	struct mw_decode d;

	(void)state;
	mw_decode_init(&d, arena, &diags, NULL);
	diags.n = 0;
	c = mw_decode_shape(&d, &mw_shape_mesh_config, yaml(
	    "rootNamespace: istio-config\nunheardOf: 1\n"
	    "outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n"), "mesh", true);
	assert_string_equal(c->root_namespace.s, "istio-config");
	assert_non_null(c->outbound_traffic_policy->mode.node);
	assert_int_equal(diags.n, 0);
	mw_decode_shape(&d, &mw_shape_mesh_config, yaml("unheardOf: 1\n"),
	    "mesh", false);
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.v[0].object, "mesh");
	c = mw_decode_shape(&d, &mw_shape_mesh_config, NULL, NULL, false);
	assert_null(c->root_namespace.node);
	mw_decode_shape(&d, &mw_shape_mesh_config, yaml("[x]\n"), NULL, false);
	assert_int_equal(diags.n, 2);
}

static void
test_labels(void **state)
{
	const struct mw_object *a = decode(META(
	    "{name: a, labels: {x: '1', y: '2'}}"));
	const struct mw_object *b = decode(META("{name: b, labels: {x: '1'}}"));
	const struct mw_object *c = decode(META("{name: c, labels: {x: '2'}}"));
	const struct mw_object *d = decode(META("{name: d}"));

	(void)state;
	assert_true(mw_labels_match(&b->labels, &a->labels));
	assert_false(mw_labels_match(&a->labels, &b->labels));
	assert_false(mw_labels_match(&c->labels, &a->labels));
	assert_true(mw_labels_match(&d->labels, &a->labels));
	assert_true(mw_labels_match(&d->labels, &d->labels));
	assert_true(mw_labels_match(NULL, &a->labels));
	assert_false(mw_labels_match(&a->labels, NULL));
}

static void
test_age(void **state)
{
	const struct mw_object *old = decode(META("{name: z, "
	    "creationTimestamp: '2020-01-01T00:00:00Z'}"));
	const struct mw_object *young = decode(META("{name: a, "
	    "creationTimestamp: '2021-01-01T00:00:00Z'}"));
	const struct mw_object *now = decode(META("{name: a}"));
	const struct mw_object *beta = decode(META("{name: b, namespace: a}"));
	const struct mw_object *other = decode(META("{name: a, namespace: z}"));

	(void)state;
	assert_true(mw_object_compare_age(old, young) < 0);
	assert_true(mw_object_compare_age(now, young) > 0);
	/* the name goes before the namespace (R14) */
	assert_true(mw_object_compare_age(other, beta) < 0);
	assert_true(mw_object_compare_age(now, other) < 0);
	assert_int_equal(mw_object_compare_age(now, now), 0);
}

/* ---- words -------------------------------------------------------------- */

static const struct {
	const char *text, *words;
} sentences[] = {
	{ VS("{hosts: [reviews], http: [{match: [{headers: {end-user: {exact: "
	    "jason}}}], route: [{destination: {host: reviews, subset: v2}}]}, "
	    "{route: [{destination: {host: reviews, subset: v1}, weight: 90}, "
	    "{destination: {host: reviews, subset: v2}, weight: 10}]}]}"),
	    "Routes reviews: 90 % to subset v1, 10 % to v2; requests with "
	    "end-user: jason go to v2." },
	{ VS("{hosts: [a.example.com], gateways: [gw, mesh], http: [{match: "
	    "[{uri: {prefix: /api}, method: {exact: GET}}], rewrite: {uri: /}, "
	    "timeout: 2s, retries: {attempts: 3}, route: [{destination: {host: "
	    "b, port: {number: 80}}}]}, {redirect: {authority: x.com, uri: "
	    "/y}}, {route: []}]}"),
	    "Routes a.example.com at gw and sidecars: all redirected to "
	    "x.com/y; requests with method GET and with path starting with "
	    "/api go to b:80, path rewritten to /, within 2s, retried up to 3 "
	    "times; nothing is left for 1 later rule." },
	{ VS("{hosts: [a], http: [{fault: {abort: {httpStatus: 503}, delay: "
	    "{fixedDelay: 100ms, percentage: {value: 10}}}, mirror: {host: c}, "
	    "route: [{destination: {host: b}}]}]}"),
	    "Routes a: all to b, 10 % delayed by 100ms, 0 % aborted with "
	    "status 503, a copy of 100 % to c." },
	{ VS("{hosts: [a], tcp: [{match: [{port: 27017}], route: "
	    "[{destination: {host: m}}]}], tls: [{match: [{sniHosts: [x, z]}], "
	    "route: [{destination: {host: b}}]}]}"),
	    "Routes a: TLS for x or z to b; TCP on port 27017 to m." },
	{ VS("{hosts: [a]}"), "Routes a: nowhere, it has no rule." },
	{ VS("[x]"), "Its spec cannot be read." },
	{ DR("{host: a, trafficPolicy: {loadBalancer: {simple: LEAST_CONN}, "
	    "tls: {mode: ISTIO_MUTUAL}}, subsets: [{name: v1, labels: "
	    "{version: v1}}]}"),
	    "For a: balances by LEAST_REQUEST (LEAST_CONN is its old name), "
	    "speaks the mesh's mutual TLS; subset v1 (version=v1)." },
	{ DR("{host: a, trafficPolicy: {outlierDetection: "
	    "{consecutive5xxErrors: 3, baseEjectionTime: 90s}, connectionPool: "
	    "{tcp: {maxConnections: 1}}}}"),
	    "For a: at most 1 connection, puts a pod aside after 3 server "
	    "errors in a row, for 1m30s." },
	{ "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
	  "metadata: {name: a}\nspec: {selector: {istio: gw}, servers: [{port: "
	  "{number: 443, name: https, protocol: HTTPS}, hosts: [a.com], tls: "
	  "{mode: SIMPLE, credentialName: c}}]}\n",
	    "Opens HTTPS on port 443 (SIMPLE, secret c) for a.com; on pods "
	    "with istio=gw." },
	{ SECURITY("PeerAuthentication", "{mtls: {mode: STRICT}}"),
	    "STRICT: only mutual TLS, into all workloads of namespace shop." },
	{ SECURITY("AuthorizationPolicy", "{action: DENY, rules: [{to: "
	    "[{operation: {paths: [/admin*]}}]}]}"),
	    "DENY requests whose path starts with /admin at all workloads of "
	    "namespace shop." },
	{ SECURITY("AuthorizationPolicy", "{selector: {matchLabels: {app: b}}, "
	    "rules: [{from: [{source: {principals: [p]}}], to: [{operation: "
	    "{methods: [GET, POST]}}]}]}"),
	    "ALLOW requests with method GET or POST from p at workloads with "
	    "app=b." },
	{ SECURITY("AuthorizationPolicy", "{}"),
	    "ALLOW nothing, so that every request is refused, at all workloads "
	    "of namespace shop." },
	{ SECURITY("AuthorizationPolicy", "{rules: [{}]}"),
	    "ALLOW every request at all workloads of namespace shop." },
	{ SECURITY("RequestAuthentication", "{jwtRules: [{issuer: i}]}"),
	    "Refuses requests to all workloads of namespace shop with a bad "
	    "token of i; requests without a token pass." },
	{ "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: "
	  "{istio-injection: enabled}}\n",
	    "Each of its pods gets a sidecar." },
	{ CORE("v1", "Service", "spec: {selector: {app: b}, ports: [{port: 80, "
	    "targetPort: 8080, name: http}]}"),
	    "Leads to pods with app=b, on port 80 (http) to 8080." },
	{ CORE("apps/v1", "Deployment", "spec: {replicas: 2, template: "
	    "{metadata: {labels: {app: b}}, spec: {containers: [{name: c}]}}}"),
	    "Keeps 2 pods running with app=b: c." },
	{ "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n"
	  "metadata: {name: a}\nspec: {profile: ambient}\n",
	    "Installs Istio by profile ambient. End of life: the operator that "
	    "watched this kind was removed in Istio 1.24; istioctl install "
	    "still reads it from a file." },
	{ "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n"
	  "metadata: {name: a}\nspec: {parentRefs: [{name: g}], hostnames: "
	  "[h.com], rules: [{matches: [{path: {type: PathPrefix, value: /x}}], "
	  "backendRefs: [{name: b, port: 80, weight: 3}, {name: c, port: "
	  "80}]}]}\n",
	    "Routes h.com at Gateway g: requests with path under /x go 75 % to "
	    "b:80, 25 % to c:80." },
	{ "apiVersion: example.org/v1\nkind: Thing\n",
	    "A Thing, which has no part in the mesh." },
};

static void
test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < MW_LEN(sentences); i++) {
		struct mw_buf b = { 0 };

		mw_object_describe(decode(sentences[i].text), &b);
		assert_string_equal(mw_buf_text(&b), sentences[i].words);
		mw_buf_release(&b);
	}
}

/* Every kind says something of an empty spec, and survives it. */
static void
test_words_of_nothing(void **state)
{
	(void)state;
	for (int k = 0; k < MW_KIND_COUNT; k++) {
		const struct mw_shape *s = mw_kinds[k].shape;
		struct mw_object o = {
			.kind = (enum mw_kind)k, .api_version = "v1",
			.kind_name = mw_kinds[k].name, .ns = "", .name = "",
			.spec = s != NULL ? mw_arena_alloc(arena, s->size) :
			    NULL,
		};
		struct mw_buf b = { 0 };

		mw_object_describe(&o, &b);
		assert_true(b.len > 0 && b.data[b.len - 1] == '.');
		mw_buf_release(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_kind_find),
		cmocka_unit_test(test_durations),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_many_faults),
		cmocka_unit_test(test_object),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_lenient),
		cmocka_unit_test(test_kubernetes),
		cmocka_unit_test(test_shape),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_words_of_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
