// Logs in with a password, asks for the user, and revokes the refresh token, with openid-client. Keeps its tokens in memory only.
// Arguments: the base URL, the OAuth client's id and secret, the user's name and password.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const from = createRequire(join(process.env.LOGOUT_CONTRACTS_NPM ?? process.cwd(), 'package.json'));
const oidc = await import(pathToFileURL(from.resolve('openid-client')).href);
const [, , base, id, secret, username, password] = process.argv;
const server = {
  issuer: base, token_endpoint: `${base}/token`, revocation_endpoint: `${base}/revoke`, userinfo_endpoint: `${base}/userinfo`,
};
const config = new oidc.Configuration(server, id, undefined, oidc.ClientSecretBasic(secret));
oidc.allowInsecureRequests(config);
config.timeout = Number(process.env.REQUEST_TIMEOUT ?? 30);

const tokens = await oidc.genericGrantRequest(config, 'password', { username, password });
await oidc.fetchProtectedResource(config, tokens.access_token, new URL(`${base}/userinfo`), 'GET');
await oidc.tokenRevocation(config, tokens.refresh_token);
