/*
 * gwapi-class.c - classes of Gateways, and who runs their pods (G7 to G14).
 */
#include "base/str.h"
#include "mesh/gwapi-build.h"

static const struct {
	const char *class;		/* built in (G7) */
	const char *controller;
	enum mw_proxy_kind proxy;
} classes[] = {
	{ "istio", "istio.io/gateway-controller", MW_PROXY_GATEWAY },
	{ "istio-waypoint", "istio.io/mesh-controller", MW_PROXY_WAYPOINT },
};

enum mw_proxy_kind
mw_gwapi_class_proxy(const struct mw_mesh *m, const char *class)
{
	const struct mw_object *o = mw_mesh_find(m, MW_KIND_GATEWAY_CLASS, "",
	    class);
	const char *by = o != NULL && o->spec != NULL ?
	    MW_SPEC(o, gateway_class)->controller_name.s : NULL;

	for (size_t i = 0; i < MW_LEN(classes); i++)
		if (by != NULL ? mw_str_eq(by, classes[i].controller) :
		    mw_str_eq(class, classes[i].class))
			return classes[i].proxy;
	return MW_PROXY_NONE;
}

bool
mw_gwapi_is_managed(const struct mw_k8s_gateway *spec)
{
	const char *type;

	if (spec->addresses.n != 1)
		return spec->addresses.n == 0;
	type = spec->addresses.v[0].type.s;
	return mw_str_empty(type) || mw_str_eq(type, "IPAddress");
}

const char *
mw_gwapi_managed_name(struct mw_arena *a, const struct mw_object *gateway)
{
	const char *name = mw_labels_get(&gateway->annotations,
	    "gateway.istio.io/name-override");

	return !mw_str_empty(name) ? name : mw_arena_printf(a, "%s-%s",
	    gateway->name, mw_str_or_empty(MW_SPEC(gateway,
	    k8s_gateway)->gateway_class_name.s));
}
