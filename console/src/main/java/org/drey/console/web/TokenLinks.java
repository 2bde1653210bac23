package org.drey.console.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.drey.event.Alert;

/**
 * Links of tokens to those who made them: a page of their system, by the token's domain. The
 * console resolves none; it leads there, and notes who asked.
 */
public final class TokenLinks {
  /** Tokens lead nowhere. */
  public static final TokenLinks NONE = new TokenLinks(Map.of());

  private static final String TOKEN = "{token}";

  private final Map<String, String> templates;

  private TokenLinks(Map<String, String> templates) {
    this.templates = templates;
  }

  /**
   * Links by token domain.
   *
   * @param templates addresses by {@code https}, with {@code {token}} in their path, query or
   *     fragment
   * @throws IllegalArgumentException if one is not; says which
   */
  public static TokenLinks of(Map<String, String> templates) {
    templates.forEach(
        (domain, template) -> {
          if (!isTemplate(template)) {
            throw new IllegalArgumentException(
                domain + ": an address that begins with https://HOST/ and has {token} after it");
          }
        });
    return new TokenLinks(Map.copyOf(templates));
  }

  private static boolean isTemplate(String template) {
    try {
      URI address = new URI(template.replace(TOKEN, "token"));
      String before = "https://" + address.getRawAuthority() + "/";
      return address.getHost() != null
          && address.getRawUserInfo() == null
          && template.startsWith(before)
          && template.indexOf(TOKEN, before.length()) > 0;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Returns whether the token of an alert leads somewhere. */
  boolean has(Alert alert) {
    return templates.containsKey(alert.getTokenDomain());
  }

  /** Returns where the token of an alert leads, if anywhere. */
  Optional<String> of(Alert alert) {
    String token = URLEncoder.encode(alert.getEntity(), StandardCharsets.UTF_8).replace("+", "%20");
    return Optional.ofNullable(templates.get(alert.getTokenDomain()))
        .map(template -> template.replace(TOKEN, token));
  }
}
