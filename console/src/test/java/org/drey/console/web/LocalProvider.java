package org.drey.console.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.drey.base.Sha256Digests;

/**
 * An OpenID provider over HTTP in which everyone is signed in already. It keeps to the protocol: a
 * code works once, for the client and the address that it was asked for, with the verifier of its
 * challenge. What its id tokens say can be changed, and how they are signed.
 */
final class LocalProvider implements AutoCloseable {
  static final String CLIENT = "drey";
  static final String SECRET = "not to be guessed: %&";
  private static final int KEY_BITS = 2048;
  private static final int BAD_REQUEST = 400;

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Map<String, String>> asked = new HashMap<>();
  private String subject = "sub-1";
  private List<String> groups = List.of();
  private UnaryOperator<JWTClaimsSet.Builder> change = UnaryOperator.identity();
  private Signing signing = this::signed;

  /** From what a token says to the token. */
  interface Signing {
    String sign(JWTClaimsSet claims) throws JOSEException;
  }

  private LocalProvider(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static LocalProvider start() throws IOException, JOSEException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LocalProvider provider = new LocalProvider(server, newKey("key-1"));
    server.createContext("/.well-known/openid-configuration", provider::metadata);
    server.createContext(
        "/keys", one -> json(one, 200, new JWKSet(provider.key.toPublicJWK()).toString()));
    server.createContext("/authorize", provider::authorize);
    server.createContext("/token", provider::token);
    server.start();
    return provider;
  }

  static RSAKey newKey(String id) throws JOSEException {
    return new RSAKeyGenerator(KEY_BITS).keyID(id).generate();
  }

  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  RSAKey key() {
    return key;
  }

  /** Who comes next. */
  synchronized void person(String name, String... in) {
    subject = name;
    groups = List.of(in);
  }

  /** From now on its tokens say something else. */
  synchronized void says(UnaryOperator<JWTClaimsSet.Builder> other) {
    change = other;
  }

  /** From now on its tokens are signed in another way. */
  synchronized void signs(Signing other) {
    signing = other;
  }

  String signed(JWTClaimsSet claims) throws JOSEException {
    return signed(claims, key);
  }

  static String signed(JWTClaimsSet claims, RSAKey by) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  /** As a browser that was sent here; returns where it is sent back to. */
  static URI visit(String address) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.discarding());
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private void metadata(HttpExchange exchange) throws IOException {
    json(
        exchange,
        200,
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint":
        "%1$s/token", "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"],
        "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(issuer()));
  }

  private synchronized void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    asked.put(code, query);
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private synchronized void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> query = asked.remove(form.get("code"));
    if (query == null || !isOf(query, form, exchange)) {
      json(exchange, BAD_REQUEST, "{\"error\": \"invalid_grant\"}");
      return;
    }
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject(subject)
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", query.get("nonce"))
            .claim("groups", groups);
    try {
      String token = signing.sign(change.apply(claims).build());
      json(
          exchange,
          200,
          "{\"access_token\": \"none\", \"token_type\": \"Bearer\", \"id_token\": \""
              + token
              + "\"}");
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private static boolean isOf(
      Map<String, String> query, Map<String, String> form, HttpExchange exchange) {
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Sha256Digests.sha256(form.get("code_verifier")));
    String client =
        URLEncoder.encode(CLIENT, StandardCharsets.UTF_8)
            + ":"
            + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    return challenge.equals(query.get("code_challenge"))
        && "S256".equals(query.get("code_challenge_method"))
        && "openid groups".equals(query.get("scope"))
        && query.get("redirect_uri").equals(form.get("redirect_uri"))
        && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new HashMap<>();
    for (String one : encoded.split("&", -1)) {
      String[] parts = one.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void json(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
