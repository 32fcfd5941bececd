// An authorization server made with oidc-provider. Users log in with a password, because a browser login would take a browser.
// Environment: PORT, REAL_USER, REAL_OTHER_USER, REAL_PASSWORD, OIDC_PROVIDER (path of the package's entry). With TOKENS=jwt, access tokens
// are JSON Web Tokens, and the protected resource checks them itself, with the package jose.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { default: Provider, errors } = await import(pathToFileURL(process.env.OIDC_PROVIDER));
const issuer = `http://127.0.0.1:${process.env.PORT}`;
const selfContained = process.env.TOKENS === 'jwt';
const resource = 'https://resource.example';
const resourceServer = { accessTokenFormat: 'jwt', accessTokenTTL: 3600, jwt: { sign: { alg: 'RS256' } }, scope: 'openid' };
const users = new Set([process.env.REAL_USER, process.env.REAL_OTHER_USER]);
const clientOf = (id, secret) => ({
  client_id: id, client_secret: secret, grant_types: ['password', 'refresh_token'], redirect_uris: [], response_types: [],
  token_endpoint_auth_method: 'client_secret_basic',
});

const provider = new Provider(issuer, {
  clients: [clientOf('app', 's3cret-of-app'), clientOf('other', 's3cret-of-other')],
  cookies: { keys: ['a-key-for-tests-only'] },
  features: {
    devInteractions: { enabled: false }, introspection: { enabled: true }, revocation: { enabled: true },
    resourceIndicators: {
      enabled: selfContained, defaultResource: () => resource, getResourceServerInfo: () => resourceServer, useGrantedResource: () => true,
    },
  },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  rotateRefreshToken: true,
  routes: { introspection: '/introspect', revocation: '/revoke', token: '/token', userinfo: selfContained ? '/me' : '/userinfo' },
});

provider.registerGrantType('password', async (ctx) => {
  const { client, params, provider: { AccessToken, Grant, RefreshToken, ResourceServer } } = ctx.oidc;
  if (!users.has(params.username) || params.password !== process.env.REAL_PASSWORD)
    throw new errors.InvalidGrant('wrong name or password');
  const accountId = params.username;
  const grant = new Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(resource, 'openid');
  const common = { accountId, client, grantId: await grant.save(), gty: 'password', scope: 'openid offline_access' };
  const access = new AccessToken(common);
  const refresh = new RefreshToken({ ...common, authTime: Math.floor(Date.now() / 1000), rotations: 0 });
  if (selfContained) {
    Object.assign(access, { resourceServer: new ResourceServer(resource, resourceServer), scope: 'openid' });
    refresh.resource = resource;
  }
  ctx.body = {
    access_token: await access.save(), expires_in: access.expiration, refresh_token: await refresh.save(), scope: access.scope, token_type: 'Bearer',
  };
}, ['username', 'password', 'scope']);

if (selfContained) {
  const jose = pathToFileURL(createRequire(process.env.OIDC_PROVIDER).resolve('jose'));
  const { createRemoteJWKSet, jwtVerify } = await import(jose);
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  provider.use(async (ctx, next) => {
    if (ctx.path !== '/userinfo' || ctx.method !== 'GET') return next();
    const token = /^Bearer (.+)$/i.exec(ctx.get('authorization'))?.[1];
    try {
      const { payload } = await jwtVerify(token ?? '', keys, { issuer, audience: resource, typ: 'at+jwt' });
      ctx.body = { sub: payload.sub };
    } catch {
      ctx.status = 401;
      ctx.set('WWW-Authenticate', `Bearer realm="oauth2"${token ? ', error="invalid_token"' : ''}`);
    }
  });
}

provider.listen(Number(process.env.PORT), '127.0.0.1');
