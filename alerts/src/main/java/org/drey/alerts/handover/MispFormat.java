package org.drey.alerts.handover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.drey.alerts.entity.EntityNames;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.EntityKind;
import org.drey.event.Track;

/**
 * Events of MISP: one of each alert, or one of a case. Not published, for the own organisation
 * alone, nothing to be matched by machines; a young person's token is a target's, never anything
 * else. Attributes only: no objects are needed for a token and its times.
 */
public final class MispFormat implements HandoverFormat {
  private static final String OTHER = "Other";
  private static final String TEXT = "text";
  private static final String DATETIME = "datetime";

  /** The predicates of the taxonomy {@code retention}, by their days. */
  private static final NavigableMap<Integer, String> RETENTION =
      new TreeMap<>(
          Map.of(
              1, "1d", 2, "2d", 7, "7d", 14, "2w", 30, "1m", 60, "2m", 90, "3m", 180, "6m", 365,
              "1y"));

  @Override
  public String write(HandoverContents handover) {
    Case theCase = handover.theCase();
    if (theCase != null) {
      return JsonObjects.text(ofCase(handover, theCase));
    }
    List<ObjectNode> events =
        handover.alerts().stream().map(one -> ofAlert(one, handover.sharing())).toList();
    if (events.size() == 1) {
      return JsonObjects.text(events.get(0));
    }
    ObjectNode all = JsonObjects.object();
    all.putArray("response").addAll(events);
    return JsonObjects.text(all);
  }

  @Override
  public boolean hasWritten(String beginning) {
    return beginning.startsWith("{") && beginning.contains("\"Event\" : {");
  }

  private static ObjectNode ofAlert(HandedOverAlert one, SharingTerms sharing) {
    String id = one.alert().getAlertId();
    ObjectNode file = event(List.of(one), sharing, one.title(), "misp-event", id);
    attributes(one, (ArrayNode) file.at("/Event/Attribute"));
    return file;
  }

  private static ObjectNode ofCase(HandoverContents handover, Case theCase) {
    ObjectNode file =
        event(
            handover.alerts(),
            handover.sharing(),
            "Alerts that name one account or device",
            "misp-case",
            theCase.getCaseId());
    ArrayNode attributes = (ArrayNode) file.at("/Event/Attribute");
    handover.alerts().forEach(one -> attributes(one, attributes));
    if (handover.hubGoes()) {
      HandedOverAlert first = handover.alerts().get(0);
      new Attributes(attributes, first, theCase.getCaseId())
          .add("Other", "anonymised", theCase.getEntity(), "what the alerts name");
    }
    return file;
  }

  private static ObjectNode event(
      List<HandedOverAlert> alerts, SharingTerms sharing, String info, String... idParts) {
    Instant decided =
        alerts.stream()
            .map(one -> one.decided().time())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant modified =
        alerts.stream().map(HandedOverAlert::modified).max(Comparator.naturalOrder()).orElseThrow();
    boolean confirmed =
        alerts.stream().allMatch(one -> one.decided().verdict().equals("CONFIRMED"));
    ObjectNode file = JsonObjects.object();
    ObjectNode event = file.putObject("Event");
    event.put("uuid", NameUuids.own(idParts).toString());
    event.put("info", info);
    event.put("date", decided.atOffset(ZoneOffset.UTC).toLocalDate().toString());
    event.put("timestamp", seconds(modified));
    event.put("threat_level_id", "4"); // undefined: severity is for the receiver to say
    event.put("analysis", confirmed ? "2" : "1"); // complete, ongoing
    event.put("distribution", "0"); // the own organisation, until someone decides otherwise
    event.put("published", false);
    if (sharing.organisation() != null) {
      event
          .putObject("Orgc")
          .put("uuid", NameUuids.own("identity", sharing.organisation()).toString())
          .put("name", sharing.organisation());
    }
    tags(event.putArray("Tag"), alerts, sharing);
    event.putArray("Attribute");
    return file;
  }

  private static void tags(ArrayNode tags, List<HandedOverAlert> alerts, SharingTerms sharing) {
    tag(tags, "tlp:" + sharing.tlp().word());
    Map.Entry<Integer, String> kept = RETENTION.floorEntry(sharing.days());
    tag(tags, "retention:" + (kept == null ? "1d" : kept.getValue()));
    tag(tags, "rsit:abusive-content=\"violence\"");
    if (alerts.stream().anyMatch(MispFormat::isExtortion)) {
      tag(tags, "circl:incident-classification=\"sextortion\"");
    }
  }

  private static boolean isExtortion(HandedOverAlert one) {
    boolean pays = one.isVictim() && one.alert().getEntityKind() == EntityKind.SUBJECT;
    return pays || one.alert().getTrack() == Track.RECEIVER;
  }

  private static void tag(ArrayNode tags, String name) {
    tags.addObject().put("name", name);
  }

  private static void attributes(HandedOverAlert one, ArrayNode into) {
    Alert alert = one.alert();
    Attributes attributes = new Attributes(into, one, alert.getAlertId());
    if (one.isVictim()) {
      attributes.add("Targeting data", "target-user", alert.getEntity(), one.view().who());
      attributes.add(OTHER, TEXT, String.join(" ", one.view().help()), "help first");
    } else if (StixObjects.isName(EntityNames.of(alert))) {
      attributes.add("Network activity", "domain", alert.getEntity(), one.view().who());
    } else {
      attributes.add(OTHER, "anonymised", alert.getEntity(), one.view().who());
    }
    attributes.add("Internal reference", TEXT, alert.getAlertId(), "alert of Drey");
    attributes.add(OTHER, TEXT, one.decided().words(), "an analyst's decision, no finding of fact");
    attributes.add(OTHER, DATETIME, alert.getFirstSeen().toString(), "first seen");
    attributes.add(OTHER, DATETIME, alert.getLastSeen().toString(), "last seen");
    attributes.add(OTHER, DATETIME, one.expires().toString(), "delete or review by");
    one.view().reasons().forEach(why -> attributes.add(OTHER, TEXT, why.named(), "what was seen"));
  }

  static String seconds(Instant time) {
    return Long.toString(time.getEpochSecond());
  }

  /** The attributes of one alert. */
  private record Attributes(ArrayNode into, HandedOverAlert one, String id) {
    void add(String category, String type, String value, String comment) {
      into.addObject()
          .put(
              "uuid",
              NameUuids.own("misp-attribute", id, category, type, comment, value).toString())
          .put("category", category)
          .put("type", type)
          .put("value", value)
          .put("comment", comment)
          .put("to_ids", false)
          .put("distribution", "5") // as the event
          .put("disable_correlation", !type.equals("anonymised"))
          .put("timestamp", seconds(one.modified()));
    }
  }
}
