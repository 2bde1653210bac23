package org.drey.alerts.handover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.explain.AlertView.ReasonView;
import org.drey.event.Alert;
import org.drey.event.Case;

/**
 * A bundle of STIX 2.1: of each alert a report, with the account as its token, when it was
 * observed, a note of what was seen, and the analysts' opinion; of a case a grouping of these. No
 * events, no counterparts, no thresholds: who receives it asks for more.
 */
public final class StixFormat implements HandoverFormat {
  private static final String OPINION = "opinion";
  private static final String DESCRIPTION =
      "An analyst's decision on what metadata showed, not a finding about a person. The account is"
          + " a pseudonym of the organisation that hands this on, which can resolve it on a lawful"
          + " request.";

  @Override
  public String write(HandoverContents handover) {
    StixObjects objects = new StixObjects(handover.sharing());
    List<String> reports = new ArrayList<>();
    for (HandedOverAlert one : handover.alerts()) {
      reports.add(report(objects, one));
    }
    Case theCase = handover.theCase();
    if (theCase != null) {
      grouping(objects, handover, theCase, reports);
    }
    return objects.bundle();
  }

  @Override
  public boolean hasWritten(String beginning) {
    return beginning.startsWith("{") && beginning.contains("\"type\" : \"bundle\"");
  }

  private static String report(StixObjects objects, HandedOverAlert one) {
    Alert alert = one.alert();
    String[] parts = {alert.getAlertId(), one.decided().time().toString()};
    String marking = objects.expiry(one, parts);
    List<String> about = List.of(objects.entity(alert));
    List<String> content = new ArrayList<>(about);
    if (!StixObjects.isDevice(EntityNames.of(alert))) {
      content.add(observed(objects, one, marking, parts, about));
    }
    ObjectNode note = objects.start("note", one, marking, parts);
    note.put("abstract", one.view().who());
    note.put("content", content(one));
    refs(note, about);

    ObjectNode report = objects.start("report", one, marking, parts);
    report.put("name", one.title());
    report.put("description", DESCRIPTION);
    report.put("published", StixObjects.time(one.decided().time()));
    report.putArray("report_types").add("observed-data");
    report.putArray("labels").add(one.isVictim() ? "victim" : track(alert));
    ObjectNode reference = report.putArray("external_references").addObject();
    reference.put("source_name", "drey").put("external_id", alert.getAlertId());
    content.add(id(note));
    refs(report, content);

    ObjectNode opinion = objects.start(OPINION, one, marking, parts);
    opinion.put(OPINION, one.decided().verdict().equals("LIKELY") ? "agree" : "strongly-agree");
    opinion.put("explanation", one.decided().words());
    refs(opinion, List.of(id(report)));
    return id(report);
  }

  private static String observed(
      StixObjects objects,
      HandedOverAlert one,
      String marking,
      String[] parts,
      List<String> about) {
    Alert alert = one.alert();
    ObjectNode observed = objects.start("observed-data", one, marking, parts);
    observed.put("first_observed", StixObjects.time(alert.getFirstSeen()));
    observed.put("last_observed", StixObjects.time(alert.getLastSeen()));
    observed.put("number_observed", Math.max(1, alert.getEvents().size()));
    refs(observed, about);
    return id(observed);
  }

  private static String track(Alert alert) {
    return alert.getTrack().name().toLowerCase(Locale.ROOT);
  }

  /** The indicators, by name: what they look for is public, from which number on is not. */
  private static String content(HandedOverAlert one) {
    StringBuilder content = new StringBuilder();
    one.view().help().forEach(line -> content.append(line).append('\n'));
    for (ReasonView why : one.view().reasons()) {
      content.append(why.named()).append('\n');
    }
    if (StixObjects.isDevice(EntityNames.of(one.alert()))) {
      content.append("First seen ").append(StixObjects.time(one.alert().getFirstSeen()));
      content.append(", last seen ").append(StixObjects.time(one.alert().getLastSeen()));
      content.append(".\n");
    }
    return content.append("No content was looked at.").toString();
  }

  private static void grouping(
      StixObjects objects, HandoverContents handover, Case theCase, List<String> reports) {
    Instant created =
        handover.alerts().stream()
            .map(one -> one.decided().time())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant modified =
        handover.alerts().stream()
            .map(HandedOverAlert::modified)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    ObjectNode grouping =
        objects.start("grouping", created, modified, null, theCase.getCaseId(), created.toString());
    grouping.put("context", "suspicious-activity");
    grouping.put("name", "Alerts that name one account or device");
    ObjectNode reference = grouping.putArray("external_references").addObject();
    reference.put("source_name", "drey").put("external_id", theCase.getCaseId());
    List<String> members = new ArrayList<>(reports);
    if (handover.hubGoes()) {
      members.add(objects.entity(EntityNames.of(theCase)));
    }
    refs(grouping, members);
  }

  private static String id(ObjectNode object) {
    return object.get("id").textValue();
  }

  private static void refs(ObjectNode object, List<String> ids) {
    ArrayNode refs = object.putArray("object_refs");
    ids.forEach(refs::add);
  }
}
