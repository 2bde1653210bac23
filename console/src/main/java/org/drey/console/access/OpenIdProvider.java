package org.drey.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.base.Sha256Digests;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider: the authorization code flow with PKCE, state and nonce (OpenID Connect Core
 * 1.0, 3.1; RFC 7636). Signatures, issuer, audience, times and nonce of an id token are checked by
 * Nimbus. Thread-safe.
 */
public final class OpenIdProvider {
  /** The path that the provider sends browsers back to. */
  public static final String CALLBACK = "/signed-in";

  /** By a key pair alone: with a secret in common, who can check a token could make one. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** Ids that fit the schema of verdicts, without anything that could be read as something else. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._|:=+/-]{0,127}");

  private final ProviderSettings settings;
  private final ProviderHttp http;
  private final URI authorization;
  private final URI token;
  private final JWKSource<SecurityContext> keys;

  /** An attempt to sign in, which one browser has begun; all of it is secret. */
  public record Attempt(String state, String nonce, String verifier) {}

  private OpenIdProvider(ProviderSettings settings, ProviderHttp http, JsonNode metadata)
      throws IOException {
    this.settings = settings;
    this.http = http;
    this.authorization = address(metadata, "authorization_endpoint");
    this.token = address(metadata, "token_endpoint");
    this.keys =
        JWKSourceBuilder.create(address(metadata, "jwks_uri").toURL(), http)
            .refreshAheadCache(false)
            .build();
  }

  /**
   * Asks a provider where its pages and keys are.
   *
   * @throws IOException if it does not answer, or not as that provider
   */
  public static OpenIdProvider discover(ProviderSettings settings) throws IOException {
    String issuer = settings.issuer();
    String below = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    ProviderHttp http = new ProviderHttp();
    URI address = URI.create(below + "/.well-known/openid-configuration");
    JsonNode metadata = http.get(address);
    if (!metadata.path("issuer").asText().equals(issuer)) {
      throw new IOException(address + " is not of the issuer " + issuer);
    }
    return new OpenIdProvider(settings, http, metadata);
  }

  private static URI address(JsonNode metadata, String name) throws IOException {
    try {
      URI address = URI.create(metadata.path(name).asText());
      if (ProviderSettings.isGuarded(address)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the provider's " + name + " is no address", e);
    }
    throw new IOException("the provider's " + name + " does not begin with https://");
  }

  /** Begins an attempt. */
  public Attempt begin() {
    return new Attempt(RandomSecrets.next(), RandomSecrets.next(), RandomSecrets.next());
  }

  /** Returns where the browser goes that has begun an attempt. */
  public URI address(Attempt attempt) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("response_type", "code");
    asked.put("client_id", settings.client());
    asked.put("redirect_uri", callback());
    asked.put(
        "scope",
        settings.scopes().stream().collect(Collectors.joining(" ", "openid ", "")).strip());
    asked.put("state", attempt.state());
    asked.put("nonce", attempt.nonce());
    asked.put("code_challenge_method", "S256");
    asked.put(
        "code_challenge",
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Sha256Digests.sha256(attempt.verifier())));
    String query =
        asked.entrySet().stream()
            .map(one -> one.getKey() + "=" + ProviderHttp.encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(authorization + (authorization.getRawQuery() == null ? "?" : "&") + query);
  }

  private String callback() {
    return settings.address() + CALLBACK;
  }

  /**
   * Ends an attempt with the code that the browser has brought back.
   *
   * @throws IOException if the provider does not answer, or refuses the code
   * @throws UntrustedTokenException if its id token is not one for this attempt
   */
  public SignedIdentity end(Attempt attempt, String code)
      throws IOException, UntrustedTokenException {
    JsonNode answer =
        http.post(
            token,
            settings.client(),
            settings.secret(),
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                callback(),
                "code_verifier",
                attempt.verifier()));
    if (!answer.path("id_token").isTextual()) {
      throw new IOException("the provider refuses the code: " + answer.path("error").asText());
    }
    try {
      return identity(claims(answer.path("id_token").asText(), attempt.nonce()));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new UntrustedTokenException(e);
    }
  }

  private JWTClaimsSet claims(String idToken, String nonce)
      throws ParseException, BadJOSEException, JOSEException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.client(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).claim("nonce", nonce).build(),
            Set.of("sub", "iat", "exp")));
    JWTClaimsSet claims = processor.process(idToken, null);
    @Nullable String party = claims.getStringClaim("azp");
    boolean isForOthersToo = claims.getAudience().size() > 1;
    if (party == null ? isForOthersToo : !party.equals(settings.client())) {
      throw new BadJOSEException("the token was issued to another client");
    }
    return claims;
  }

  private SignedIdentity identity(JWTClaimsSet claims) throws ParseException, BadJOSEException {
    @Nullable String id = claims.getStringClaim(settings.idClaim());
    if (id == null || !ID.matcher(id).matches()) {
      throw new BadJOSEException(
          "the claim " + settings.idClaim() + " is not what a person can be called by");
    }
    Set<ConsoleRole> roles = EnumSet.noneOf(ConsoleRole.class);
    groups(claims.getClaim(settings.groupsClaim()))
        .forEach(group -> roles.addAll(settings.roles().getOrDefault(group, Set.of())));
    return new SignedIdentity(id, claims.getIssuer() + " " + claims.getSubject(), roles);
  }

  /** Some providers write one group without a list. */
  private static List<String> groups(@Nullable Object claim) {
    if (claim instanceof String one) {
      return List.of(one);
    }
    return claim instanceof List<?> all
        ? all.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
