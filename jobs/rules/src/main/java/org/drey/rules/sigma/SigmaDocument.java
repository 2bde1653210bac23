package org.drey.rules.sigma;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.drey.base.Sha256Digests;
import org.drey.rules.schema.EntityKind;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * One Sigma document that has passed Sigma's JSON schema, not yet understood.
 *
 * @param root its content
 * @param fields the keys of its content
 * @param id the rule's id: as written, else derived from name or title
 * @param name what correlations refer to it by, or null
 * @param title what it detects, in words
 * @param status its maturity
 * @param text as it is in its file
 * @param version first 12 hex digits of the SHA-256 of its text
 * @param kind the kind of entity that it is for, of a document for several; else null
 */
public record SigmaDocument(
    YamlNode root,
    Map<String, YamlNode> fields,
    String id,
    @Nullable String name,
    String title,
    Status status,
    String text,
    String version,
    @Nullable EntityKind kind) {

  /** Sigma's rule statuses: stable is live, test and experimental are on trial. */
  public enum Status {
    STABLE,
    TEST,
    EXPERIMENTAL,
    DEPRECATED,
    UNSUPPORTED;

    public boolean isLoaded() {
      return this != DEPRECATED && this != UNSUPPORTED;
    }
  }

  static SigmaDocument of(YamlNode root, String text) {
    return of(root, text, Sha256Digests.hex(text).substring(0, 12), null);
  }

  private static SigmaDocument of(
      YamlNode root, String text, String version, @Nullable EntityKind kind) {
    Map<String, YamlNode> fields = root.fields();
    String title = textOf(fields, "title", "");
    String name = textOf(fields, "name");
    String seed = "drey:" + (name == null ? title : name);
    String id =
        textOf(
            fields, "id", UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString());
    Status status =
        Status.valueOf(textOf(fields, "status", "experimental").toUpperCase(Locale.ROOT));
    return new SigmaDocument(root, fields, id, name, title, status, text, version, kind);
  }

  /** Returns what the same text says for one kind of entity: its version stays. */
  public SigmaDocument with(YamlNode content, EntityKind only) {
    return of(content, text, version, only);
  }

  public boolean isCorrelation() {
    return fields.containsKey("correlation");
  }

  public @Nullable YamlNode get(String key) {
    return fields.get(key);
  }

  /** The value of a key that Sigma's schema demands. */
  public YamlNode required(String key) {
    return root.required(key);
  }

  /** The name that messages use. */
  public String label() {
    return name == null ? title : name;
  }

  private static @Nullable String textOf(Map<String, YamlNode> fields, String key) {
    YamlNode node = fields.get(key);
    return node == null ? null : node.text();
  }

  private static String textOf(Map<String, YamlNode> fields, String key, String otherwise) {
    String text = textOf(fields, key);
    return text == null ? otherwise : text;
  }
}
