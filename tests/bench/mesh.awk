# mesh.awk - a mesh of 36 MB and 20,000 documents on standard output: services,
# destination rules and virtual services of a dozen routes each.
BEGIN {
	n = 6667
	for (i = 0; i < n; i++) {
		ns = sprintf("ns-%03d", i % 40)
		s = sprintf("svc-%05d", i)
		printf "apiVersion: v1\nkind: Service\nmetadata:\n  name: %s\n  namespace: %s\nspec:\n  selector:\n    app: %s\n  ports:\n  - name: http\n    port: 80\n    targetPort: 8080\n---\n", s, ns, s
		printf "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: %s\n  namespace: %s\nspec:\n  host: %s\n  trafficPolicy:\n    connectionPool:\n      tcp:\n        maxConnections: 100\n    outlierDetection:\n      consecutive5xxErrors: 5\n      interval: 30s\n  subsets:\n  - name: v1\n    labels:\n      version: v1\n  - name: v2\n    labels:\n      version: v2\n---\n", s, ns, s
		printf "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: %s\n  namespace: %s\nspec:\n  hosts:\n  - %s\n  http:\n", s, ns, s
		for (r = 0; r < 14; r++)
			printf "  - name: route-%02d\n    match:\n    - uri:\n        prefix: /api/v1/collection-%02d/items\n      headers:\n        x-tenant:\n          exact: tenant-%05d-%02d\n    rewrite:\n      uri: /internal/collection-%02d\n    timeout: 5s\n    route:\n    - destination:\n        host: %s\n        subset: v1\n      weight: 90\n    - destination:\n        host: %s\n        subset: v2\n      weight: 10\n", r, r, i, r, r, s, s
		printf "  - route:\n    - destination:\n        host: %s\n        subset: v1\n---\n", s
	}
}
