// A real OpenID provider on loopback, by the library `oidc-provider`: anybody signs in under the name that they type.
// Arguments: where its modules are, the client's redirect address. Prints its own address once it listens.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const [modules, redirect] = process.argv.slice(2);
const require = createRequire(modules + "/");
const { default: Provider } = await import(pathToFileURL(require.resolve("oidc-provider")).href);

const GROUPS = { rosa: ["corp-sre", "corp-lunch"], sam: ["corp-cost"] };
const server = createServer((request, response) => handle(request, response));
let handle = (_, response) => response.end();
server.listen(0, "127.0.0.1", () => {
  const issuer = "http://127.0.0.1:" + server.address().port;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "obstat",
        client_secret: "the-secret-of-the-client",
        redirect_uris: [redirect],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub", "groups", "preferred_username"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key of this test"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: "sub-of-" + id, groups: GROUPS[id] ?? [], preferred_username: id }),
    }),
  });
  handle = provider.callback();
  console.log(issuer);
});
