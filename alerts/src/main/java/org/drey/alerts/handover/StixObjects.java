package org.drey.alerts.handover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.drey.alerts.entity.EntityNames;
import org.drey.base.DerivedIds;
import org.drey.event.Alert;
import org.drey.event.EntityKind;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/** The objects of a bundle, each once. */
final class StixObjects {
  /** The name space that STIX 2.1 (2.9) gives for the ids of observables. */
  private static final UUID OBSERVABLES = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

  /** The extension by which OASIS marks with TLP 2.0. */
  private static final String TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

  private static final Instant TLP_2_CREATED = Instant.parse("2022-10-01T00:00:00Z");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private final String terms;
  private final String tlp;
  private final @Nullable String creator;

  StixObjects(SharingTerms sharing) {
    this.terms =
        DerivedIds.of(sharing.tlp().word(), "" + sharing.days(), "" + sharing.organisation());
    this.tlp = tlp(sharing.tlp());
    this.creator = sharing.organisation() == null ? null : identity(sharing.organisation());
  }

  static String time(Instant time) {
    return MILLIS.format(time);
  }

  private ObjectNode add(String id) {
    ObjectNode object = JsonObjects.object();
    object.put("type", id.substring(0, id.indexOf("--")));
    object.put("spec_version", "2.1");
    object.put("id", id);
    objects.put(id, object);
    return object;
  }

  /** As OASIS published it. */
  private String tlp(TrafficLight level) {
    String id = "marking-definition--" + level.uuid();
    ObjectNode marking = add(id);
    marking.put("created", time(TLP_2_CREATED));
    marking.put("name", level.label());
    marking
        .putObject("extensions")
        .putObject(TLP_2)
        .put("extension_type", "property-extension")
        .put("tlp_2_0", level.word());
    return id;
  }

  private String identity(String name) {
    String id = "identity--" + own("identity", name);
    ObjectNode identity = add(id);
    identity.put(
        "created", time(TLP_2_CREATED)); // of a name that does not change, no time is known
    identity.put("modified", time(TLP_2_CREATED));
    identity.put("name", name);
    identity.put("identity_class", "organization");
    mark(identity, null);
    return id;
  }

  /** The statement until when what is said of an alert may be kept. */
  String expiry(HandedOverAlert one, String... parts) {
    String id = "marking-definition--" + own("expiry", parts);
    ObjectNode marking = add(id);
    if (creator != null) {
      marking.put("created_by_ref", creator);
    }
    marking.put("created", time(one.decided().time()));
    marking.put("definition_type", "statement");
    marking
        .putObject("definition")
        .put("statement", "Delete or review by " + time(one.expires()) + ".");
    return id;
  }

  ObjectNode start(String type, HandedOverAlert one, String marking, String... parts) {
    return start(type, one.decided().time(), one.modified(), marking, parts);
  }

  /**
   * A domain or relationship object, whose id is derived from its type, its parts and the terms on
   * which it goes out: who changes the terms hands on other objects, not others of the same ids.
   */
  ObjectNode start(
      String type, Instant created, Instant modified, @Nullable String marking, String... parts) {
    ObjectNode object = add(type + "--" + own(type, parts));
    if (creator != null) {
      object.put("created_by_ref", creator);
    }
    object.put("created", time(created));
    object.put("modified", time(modified));
    mark(object, marking);
    return object;
  }

  private UUID own(String type, String... parts) {
    List<String> all = new ArrayList<>(List.of(type, terms));
    all.addAll(List.of(parts));
    return NameUuids.own(all.toArray(String[]::new));
  }

  private void mark(ObjectNode object, @Nullable String marking) {
    ArrayNode refs = object.putArray("object_marking_refs");
    refs.add(tlp);
    if (marking != null) {
      refs.add(marking);
    }
  }

  String entity(Alert alert) {
    return entity(EntityNames.of(alert));
  }

  /** Returns whether an entity is known by a name of DNS, not by a pseudonym. */
  static boolean isName(EntityKey key) {
    return key.kind().equals(EntityKind.DOMAIN.name()) && NAME.matcher(key.token()).matches();
  }

  /** Returns whether an entity is a device, of which STIX has no observable. */
  static boolean isDevice(EntityKey key) {
    return key.kind().equals(EntityKind.DEVICE.name());
  }

  /**
   * The object of an entity: a device, a name if it is one, else an account known by a pseudonym.
   */
  String entity(EntityKey key) {
    if (isDevice(key)) {
      return device(key);
    }
    boolean isName = isName(key);
    ObjectNode properties = JsonObjects.object(); // those that the id is made of, in order
    if (isName) {
      properties.put("value", key.token());
    } else {
      properties.put("account_type", pseudonym(key));
      properties.put("user_id", key.token());
    }
    String type = isName ? "domain-name" : "user-account";
    String id = type + "--" + NameUuids.of(OBSERVABLES, JsonObjects.line(properties));
    if (!objects.containsKey(id)) {
      ObjectNode object = add(id); // STIX gives its id, and it has no version: terms are marked
      mark(object, null);
      object.setAll(properties);
    }
    return id;
  }

  /** It does not change, so no time of it is known. When it was seen is in the note. */
  private String device(EntityKey key) {
    String version = "" + key.keyVersion();
    String id = "infrastructure--" + own("device", key.tokenDomain(), version, key.token());
    if (!objects.containsKey(id)) {
      ObjectNode device = add(id);
      device.put("created", time(TLP_2_CREATED));
      device.put("modified", time(TLP_2_CREATED));
      if (creator != null) {
        device.put("created_by_ref", creator);
      }
      mark(device, null);
      device.put("name", key.token());
      device.put("description", pseudonym(key));
      device.putArray("infrastructure_types").add("unknown");
    }
    return id;
  }

  private static String pseudonym(EntityKey key) {
    return "pseudonym of a "
        + key.kind().toLowerCase(Locale.ROOT)
        + " ("
        + key.tokenDomain()
        + ", key "
        + key.keyVersion()
        + ")";
  }

  String bundle() {
    ObjectNode bundle = JsonObjects.object();
    bundle.put("type", "bundle");
    bundle.put("id", "bundle--" + NameUuids.own(objects.keySet().toArray(String[]::new)));
    ArrayNode all = bundle.putArray("objects");
    objects.values().forEach(all::add);
    return JsonObjects.text(bundle);
  }
}
