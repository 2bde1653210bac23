package org.drey.console.access;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.base.SecretFile;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Settings of sign-in with an OpenID provider.
 *
 * @param issuer of the provider, as its tokens have it; its addresses and keys are found below it
 * @param client the console's id there
 * @param secret the console's secret there
 * @param address where browsers reach the console: of the proxy with TLS in front of it
 * @param idClaim the claim of the id token by which a person is called in verdicts and audit
 * @param groupsClaim the claim that has a person's groups
 * @param scopes what is asked for beside {@code openid}
 * @param roles of each group
 * @param session after which a person signs in again, so that groups are read again
 */
public record ProviderSettings(
    String issuer,
    String client,
    String secret,
    URI address,
    String idClaim,
    String groupsClaim,
    List<String> scopes,
    Map<String, Set<ConsoleRole>> roles,
    Duration session) {
  /** Without {@code session}. */
  public static final Duration SESSION = Duration.ofHours(4);

  private static final Duration SHORTEST_SESSION = Duration.ofMinutes(5);
  private static final Duration LONGEST_SESSION = Duration.ofHours(12);
  private static final Set<String> KEYS =
      Set.of(
          "issuer",
          "client_id",
          "client_secret_file",
          "address",
          "id_claim",
          "groups_claim",
          "scopes",
          "roles",
          "session");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int HTTPS_PORT = 443;

  /**
   * Reads a file.
   *
   * @throws IOException if it, or the file of the secret, cannot be read
   * @throws org.drey.yaml.ProblemException if something in it is wrong; says where
   */
  public static ProviderSettings read(Path file) throws IOException {
    YamlNode settings = YamlNode.read(file);
    settings.fields(KEYS);
    YamlNode issuer = settings.required("issuer");
    address(issuer);
    YamlNode scopes = settings.get("scopes");
    return new ProviderSettings(
        issuer.words(),
        settings.required("client_id").words(),
        secret(file, settings.required("client_secret_file")),
        origin(settings.required("address")),
        words(settings.get("id_claim"), "sub"),
        words(settings.get("groups_claim"), "groups"),
        scopes == null ? List.of() : scopes.items().stream().map(YamlNode::words).toList(),
        roles(settings.required("roles")),
        session(settings.get("session")));
  }

  private static Duration session(@Nullable YamlNode node) {
    if (node == null) {
      return SESSION;
    }
    Duration session = Duration.ofMillis(node.timespan());
    if (session.compareTo(SHORTEST_SESSION) < 0 || session.compareTo(LONGEST_SESSION) > 0) {
      throw node.problem("expected 5m to 12h");
    }
    return session;
  }

  private static String words(@Nullable YamlNode node, String otherwise) {
    return node == null ? otherwise : node.words();
  }

  private static String secret(Path file, YamlNode name) throws IOException {
    Path secret = file.toAbsolutePath().resolveSibling(name.words());
    String text = SecretFile.text("client_secret_file", secret);
    if (text.isEmpty()) {
      throw name.problem("there is no secret in that file");
    }
    return text;
  }

  /** Returns whether an address is safe: text for another machine does not go in the clear. */
  static boolean isGuarded(URI address) {
    return address.getHost() != null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost())));
  }

  private static URI address(YamlNode node) {
    URI address;
    try {
      address = URI.create(node.words());
    } catch (IllegalArgumentException e) {
      throw node.problem("expected an address, such as https://login.example");
    }
    if (!isGuarded(address)
        || address.getUserInfo() != null
        || address.getQuery() != null
        || address.getFragment() != null) {
      throw node.problem("expected an address that begins with https:// and has no query");
    }
    return address;
  }

  /** As browsers write it. */
  private static URI origin(YamlNode node) {
    URI address = address(node);
    if (!address.getRawPath().isEmpty()) {
      throw node.problem("expected an address without a path, such as https://console.example");
    }
    boolean isUsual = address.getPort() < 0 || address.getPort() == HTTPS_PORT;
    return URI.create(
        address.getScheme()
            + "://"
            + address.getHost().toLowerCase(Locale.ROOT)
            + (isUsual ? "" : ":" + address.getPort()));
  }

  private static Map<String, Set<ConsoleRole>> roles(YamlNode node) {
    Map<String, Set<ConsoleRole>> ofGroup = new HashMap<>();
    Set<String> known =
        Arrays.stream(ConsoleRole.values()).map(ConsoleRole::label).collect(Collectors.toSet());
    node.fields(known)
        .forEach(
            (name, groups) ->
                groups
                    .items()
                    .forEach(
                        group ->
                            ofGroup
                                .computeIfAbsent(group.words(), one -> new HashSet<>())
                                .add(ConsoleRole.named(name).orElseThrow())));
    return Map.copyOf(ofGroup);
  }

  /** Returns whether browsers reach the console by TLS. */
  public boolean isSecure() {
    return "https".equals(address.getScheme());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return client + " at " + issuer;
  }
}
