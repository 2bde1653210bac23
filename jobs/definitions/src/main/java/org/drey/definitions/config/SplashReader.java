package org.drey.definitions.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads what the operator states for the splash page. */
final class SplashReader {
  private static final Set<String> KEYS = Set.of("controller", "notice_url", "nothing_recorded");
  private static final Set<String> SCHEMES = Set.of("https", "http");
  private static final int LONGEST_NAME = 200;

  private SplashReader() {}

  static SplashStatements read(@Nullable YamlNode node) {
    if (node == null || node.isNothing()) {
      return SplashStatements.UNSAID;
    }
    node.fields(KEYS);
    YamlNode nothing = node.get("nothing_recorded");
    boolean hasNotice = node.get("controller") != null || node.get("notice_url") != null;
    return new SplashStatements(
        nothing != null && nothing.bool(), nothing == null || hasNotice ? notice(node) : null);
  }

  private static PrivacyNotice notice(YamlNode node) {
    return new PrivacyNotice(
        controller(node.required("controller")), url(node.required("notice_url")));
  }

  private static String controller(YamlNode node) {
    String name = node.isNothing() ? "" : node.text().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw node.problem("controller is a name of at most " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static URI url(YamlNode node) {
    try {
      URI url = new URI(new URI(node.text()).toASCIIString()); // as it goes over the wire
      if (url.getHost() != null && url.getUserInfo() == null && SCHEMES.contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw node.problem("notice_url is an address such as https://isp.example/privacy");
  }
}
