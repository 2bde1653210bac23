package org.drey.alerts.forward;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.alerts.forward.SinkSettings.Format;
import org.drey.alerts.forward.SinkSettings.Kind;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The sinks of alerts, as the operator's file has them.
 *
 * @param state the folder with what is kept of each sink
 * @param sinks at least one, with different names
 */
public record ForwardSettings(Path state, List<SinkSettings> sinks) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ADDRESS = Pattern.compile("([^:\\s]+):(\\d{1,5})");
  private static final Pattern INDEX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,254}");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LAST_PORT = 65_535;

  public ForwardSettings {
    sinks = List.copyOf(sinks);
  }

  /**
   * Reads a file; paths in it are from its folder.
   *
   * @throws org.drey.yaml.ProblemException if it says something that cannot be; with file and line
   */
  public static ForwardSettings read(Path file) throws IOException {
    YamlNode root = YamlNode.read(file);
    root.fields(Set.of("state", "sinks"));
    Path folder = file.resolveSibling("").toAbsolutePath();
    List<SinkSettings> sinks = new ArrayList<>();
    for (Map.Entry<String, YamlNode> one : root.required("sinks").fields().entrySet()) {
      if (!NAME.matcher(one.getKey()).matches()) {
        throw one.getValue().problem("a sink's name is of a-z, 0-9 and -");
      }
      sinks.add(new Reader(folder, one.getValue()).sink(one.getKey()));
    }
    if (sinks.isEmpty()) {
      throw root.problem("there is no sink");
    }
    return new ForwardSettings(folder.resolve(root.required("state").words()), sinks);
  }

  /** Reads one sink. */
  private record Reader(Path folder, YamlNode node) {
    private static final Set<String> COMMON = Set.of("type", "revisions", "victims", "ca_file");

    SinkSettings sink(String name) {
      YamlNode type = node.required("type");
      Kind kind =
          switch (type.text()) {
            case "webhook" -> webhook();
            case "opensearch" -> index();
            case "syslog" -> syslog();
            default -> throw type.problem("type is webhook, opensearch or syslog");
          };
      YamlNode victims = node.get("victims");
      return new SinkSettings(
          name, kind, isAll(kind instanceof SinkSettings.Index), victims != null && victims.bool());
    }

    private boolean isAll(boolean usual) {
      YamlNode revisions = node.get("revisions");
      if (revisions == null) {
        return usual;
      }
      return switch (revisions.text()) {
        case "all" -> true;
        case "notifying" -> false;
        default -> throw revisions.problem("revisions is all or notifying");
      };
    }

    private Kind webhook() {
      known("url", "format", "secret_file", "token_file");
      Format format = format();
      String key = format == Format.STANDARD ? "secret_file" : "token_file";
      return new SinkSettings.Webhook(
          url(), format, folder.resolve(node.required(key).words()), path("ca_file"));
    }

    private Format format() {
      YamlNode format = node.get("format");
      if (format == null) {
        return Format.STANDARD;
      }
      for (Format one : Format.values()) {
        if (one.name().toLowerCase(Locale.ROOT).equals(format.text())) {
          return one;
        }
      }
      throw format.problem("format is standard, iris or thehive");
    }

    private Kind index() {
      known("url", "index", "user", "password_file");
      YamlNode index = node.required("index");
      if (!INDEX.matcher(index.text()).matches()) {
        throw index.problem("an index has a name of a-z, 0-9, '.', '_' and '-'");
      }
      YamlNode user = node.get("user");
      if ((user == null) != (node.get("password_file") == null)) {
        throw node.problem("user and password_file belong together");
      }
      return new SinkSettings.Index(
          url(),
          index.text(),
          user == null ? null : user.words(),
          path("password_file"),
          path("ca_file"));
    }

    private Kind syslog() {
      known("address");
      YamlNode address = node.required("address");
      var parts = ADDRESS.matcher(address.text());
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
        throw address.problem("address is HOST:PORT, such as siem.example:6514");
      }
      return new SinkSettings.Syslog(
          parts.group(1), Integer.parseInt(parts.group(2)), path("ca_file"));
    }

    private void known(String... keys) {
      node.fields(Stream.concat(COMMON.stream(), Stream.of(keys)).collect(Collectors.toSet()));
    }

    private @Nullable Path path(String key) {
      YamlNode path = node.get(key);
      return path == null ? null : folder.resolve(path.words());
    }

    /** Reads the address; text about people goes in the clear to this machine alone. */
    private URI url() {
      YamlNode node = this.node.required("url");
      try {
        URI url = new URI(node.words());
        boolean isSafe =
            "https".equals(url.getScheme())
                || ("http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost()));
        if (isSafe && url.getHost() != null && url.getUserInfo() == null) {
          return url;
        }
      } catch (URISyntaxException e) {
        // said below
      }
      throw node.problem("url is an address such as https://tool.example/hook, without a user");
    }
  }
}
