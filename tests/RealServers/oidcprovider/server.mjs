// An authorization server made with oidc-provider. Users log in with a password, because a browser login would take a browser.
// Environment: PORT, REAL_USER, REAL_OTHER_USER, REAL_PASSWORD, OIDC_PROVIDER (path of the package's entry).
import { pathToFileURL } from 'node:url';

const { default: Provider, errors } = await import(pathToFileURL(process.env.OIDC_PROVIDER));
const users = new Set([process.env.REAL_USER, process.env.REAL_OTHER_USER]);
const clientOf = (id, secret) => ({
  client_id: id, client_secret: secret, grant_types: ['password', 'refresh_token'], redirect_uris: [], response_types: [],
  token_endpoint_auth_method: 'client_secret_basic',
});

const provider = new Provider(`http://127.0.0.1:${process.env.PORT}`, {
  clients: [clientOf('app', 's3cret-of-app'), clientOf('other', 's3cret-of-other')],
  cookies: { keys: ['a-key-for-tests-only'] },
  features: { devInteractions: { enabled: false }, introspection: { enabled: true }, revocation: { enabled: true } },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  rotateRefreshToken: true,
  routes: { introspection: '/introspect', revocation: '/revoke', token: '/token', userinfo: '/userinfo' },
});

provider.registerGrantType('password', async (ctx) => {
  const { client, params, provider: { AccessToken, Grant, RefreshToken } } = ctx.oidc;
  if (!users.has(params.username) || params.password !== process.env.REAL_PASSWORD)
    throw new errors.InvalidGrant('wrong name or password');
  const accountId = params.username;
  const grant = new Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope('openid offline_access');
  const common = { accountId, client, grantId: await grant.save(), gty: 'password', scope: 'openid offline_access' };
  const access = new AccessToken(common);
  const refresh = new RefreshToken({ ...common, authTime: Math.floor(Date.now() / 1000), rotations: 0 });
  ctx.body = {
    access_token: await access.save(), expires_in: access.expiration, refresh_token: await refresh.save(), scope: access.scope, token_type: 'Bearer',
  };
}, ['username', 'password', 'scope']);

provider.listen(Number(process.env.PORT), '127.0.0.1');
