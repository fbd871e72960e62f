# Of the answers: what tokens, authorizers and policies decided, and the result.
/^[0-9]+ / { stage = ""; next }
/^   [a-z_]+ / { stage = $1 }
/^Result/ { print; stage = ""; next }
/^would pass/ { next }
stage == "authz" || stage == "ext_authz" || stage == "jwt" || $1 == "body:" { print }
