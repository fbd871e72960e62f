/*
 * world.h - what the rules look at; for src/lint only.
 *
 * Istio's analyzers do not see every object: those of a few namespaces are
 * left out (A3), and those that Istio cannot decode.  They do see the ingress
 * gateway that an installation brings along.  A world is a mesh seen that way,
 * with what several rules ask of it.
 */
#ifndef MW_LINT_WORLD_H
#define MW_LINT_WORLD_H

#include "base/map.h"
#include "lint/lint.h"

enum mw_rule {
#define MW_RULE(code, severity, place, title, why, fix) MW_RULE_##code,
#include "lint/rules.def"
#undef MW_RULE
	MW_RULE_COUNT
};

/*
 * A Pod.  Where the input has no Pod at all, only what makes them, the
 * template of a workload stands for its pods.
 */
struct mw_lint_pod {
	const char *ns, *name;
	const struct mw_object *object;
	const struct mw_string_map *labels, *annotations;
	const struct mw_pod_spec *spec;		/* NULL: no containers known */
	bool template;
};

struct mw_lint_pods {
	const struct mw_lint_pod **v;
	size_t n, cap;
};

/* Whoever answers to a host name: a Service or a ServiceEntry. */
struct mw_lint_host {
	const struct mw_object *object;
	const char *fqdn;
	const char *scope;			/* a namespace, or "*" */
	const struct mw_string_map *selector;	/* of a ServiceEntry */
	const int64_t *ports;
	size_t n_ports;
};

struct mw_lint_world {
	struct mw_arena *arena;
	const struct mw_mesh *mesh;
	bool *taken;			/* by order of the object */
	struct mw_objects of_kind[MW_KIND_COUNT];	/* in load order */
	struct mw_lint_pods pods;
	struct mw_map *pods_of_label;	/* "key=value": mw_lint_pods */
	struct mw_map *services_of_ns;	/* mw_lint_objects */
	struct mw_map *hosts;		/* "scope/fqdn": mw_lint_host */
	struct {
		const struct mw_lint_host **v;
		size_t n, cap;
	} wildcards;
	/* The input shows a cluster as it runs: its pods are there, and with
	 * them whatever else only a cluster has. */
	bool snapshot;
};

struct mw_lint_objects {
	const struct mw_object **v;
	size_t n, cap;
};

/* ---- world.c ----------------------------------------------------------- */

struct mw_lint_world *mw_lint_world_new(struct mw_arena *arena,
    const struct mw_mesh *m);
/* The object as the analyzers see it, or NULL. */
const struct mw_object *mw_lint_find(const struct mw_lint_world *w,
    enum mw_kind kind, const char *ns, const char *name);
/* Services of a namespace. */
const struct mw_lint_objects *mw_lint_services_of(
    const struct mw_lint_world *w, const char *ns);

/* ---- pods.c ------------------------------------------------------------ */

void mw_lint_pods_init(struct mw_lint_world *w);
/* Pods among which all that SELECTOR matches are (all pods for an empty one);
 * to be checked with mw_labels_match. */
const struct mw_lint_pods *mw_lint_candidates(const struct mw_lint_world *w,
    const struct mw_string_map *selector);
/* A12. */
bool mw_lint_in_mesh(const struct mw_lint_world *w, const char *ns,
    const struct mw_string_map *labels, const struct mw_string_map *annotations,
    const struct mw_pod_spec *spec, bool with_init);
bool mw_lint_pod_in_mesh(const struct mw_lint_world *w,
    const struct mw_lint_pod *p);
bool mw_lint_pod_ambient(const struct mw_lint_pod *p);
bool mw_lint_namespace_ambient(const struct mw_lint_world *w, const char *ns);
bool mw_lint_is_control_plane(const struct mw_object *o);	/* A13 */
/* The template of a Deployment, or NULL. */
const struct mw_pod_template *mw_lint_template(const struct mw_object *o);

/* ---- hosts.c ----------------------------------------------------------- */

void mw_lint_hosts_init(struct mw_lint_world *w);
/* A11: by whom HOST is served, seen from NS and EXPORT_TO; or NULL. */
const struct mw_lint_host *mw_lint_host_find(const struct mw_lint_world *w,
    const char *ns, const struct mw_strings *export_to, const char *host);
/* A9. */
const char *mw_lint_fqdn(struct mw_arena *a, const char *ns, const char *host);
/* "*" is in the list, or the list is empty. */
bool mw_lint_exported_to_all(const struct mw_strings *export_to);
/* Calls FN for each scope of an exportTo, once: "*", or namespaces. */
void mw_lint_each_scope(struct mw_arena *a, const struct mw_strings *export_to,
    const char *ns, void (*fn)(void *ctx, const char *scope), void *ctx);

/* ---- say.c ------------------------------------------------------------- */

/* With the severity of its rule. */
struct mw_finding *mw_lint_say(struct mw_findings *f, enum mw_rule rule,
    const struct mw_object *o, const struct mw_node *node, const char *fmt, ...)
    MW_PRINTF(5, 6);
/* metadata.name */
const struct mw_node *mw_lint_name_node(const struct mw_object *o);
/* "ns/name", or "name" of what has no namespace. */
const char *mw_lint_full_name(struct mw_arena *a, const struct mw_object *o);
/* A5: "k=v,k=v", sorted. */
const char *mw_lint_selector_text(struct mw_arena *a,
    const struct mw_string_map *selector);
/* The value of the first label of that text, or NULL. */
const struct mw_node *mw_lint_selector_node(const struct mw_string_map *s);
/* "NS/NAME", or "NAME" in NS, of a reference. */
void mw_lint_split_name(struct mw_arena *a, const char *text,
    const char *default_ns, const char **ns, const char **name);
/* Texts, sorted with strcmp and joined. */
struct mw_lint_words {
	const char **v;
	size_t n, cap;
};
void mw_lint_sort(struct mw_lint_words *w);
bool mw_lint_has_word(const struct mw_lint_words *w, const char *word);
const char *mw_lint_join(struct mw_arena *a, const struct mw_lint_words *w,
    const char *between);
/* A list as it was written, joined. */
const char *mw_lint_join_strings(struct mw_arena *a,
    const struct mw_strings *s, const char *between);
bool mw_lint_selector_matches(const struct mw_k8s_label_selector *s,
    const struct mw_string_map *labels);	/* NULL matches everything */

/* Sorts them, and leaves out what says the same of the same place. */
void mw_lint_settle(struct mw_findings *f);
/* Where a kind is missing as a whole, findings say so (hint.c). */
void mw_lint_hints(struct mw_findings *f);

/* The families, one function each; see registry.c. */
void mw_lint_virtual_service(struct mw_findings *f);
extern const struct mw_lint_steps mw_lint_destination_steps;
void mw_lint_conflict(struct mw_findings *f);
extern const struct mw_lint_steps mw_lint_unreachable_steps;
void mw_lint_gateway(struct mw_findings *f);
void mw_lint_gateway_secret(struct mw_findings *f);
void mw_lint_gateway_conflict(struct mw_findings *f);
extern const struct mw_lint_steps mw_lint_destination_rule_steps;
void mw_lint_service_entry(struct mw_findings *f);
void mw_lint_service(struct mw_findings *f);
void mw_lint_deployment(struct mw_findings *f);
void mw_lint_injection(struct mw_findings *f);
void mw_lint_image(struct mw_findings *f);
void mw_lint_webhook(struct mw_findings *f);
void mw_lint_annotations(struct mw_findings *f);
void mw_lint_sidecar(struct mw_findings *f);
void mw_lint_telemetry(struct mw_findings *f);
void mw_lint_authorization(struct mw_findings *f);
void mw_lint_selector(struct mw_findings *f);
void mw_lint_deprecation(struct mw_findings *f);
void mw_lint_status(struct mw_findings *f);
void mw_lint_gateway_api(struct mw_findings *f);
void mw_lint_routes(struct mw_findings *f);
void mw_lint_envoy_filter(struct mw_findings *f);
void mw_lint_networks(struct mw_findings *f);
void mw_lint_schema(struct mw_findings *f);
extern const struct mw_lint_steps mw_lint_walk_steps;

#endif
