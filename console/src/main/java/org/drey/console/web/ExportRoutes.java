package org.drey.console.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.handover.ExportFormat;
import org.drey.alerts.handover.TrafficLight;
import org.drey.base.PlainText;
import org.drey.console.handover.ExportRefusedException;
import org.drey.console.handover.HandoverDocument;
import org.drey.console.handover.HandoverTarget;
import org.drey.console.handover.UnfitDraftException;
import org.drey.console.view.ExportView;
import org.drey.console.view.ExportView.HandoverShown;
import org.drey.console.view.ExportView.HandoverSubject;
import org.drey.console.view.ExportView.TypedHandover;
import org.drey.console.view.PageTemplates;
import org.drey.event.Case;
import org.jspecify.annotations.Nullable;

/** An alert or a case in the format of another tool: chosen, seen, downloaded. */
final class ExportRoutes {
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final PageServices services;
  private final PageFrames frames;

  ExportRoutes(PageServices services, PageFrames frames) {
    this.services = services;
    this.frames = frames;
  }

  /** The formats that there are. */
  void show(Context context) {
    HandoverTarget target = target(context.queryParam("alert"), context.queryParam("case"));
    services.audit().append(RequestGuards.session(context).analyst(), "look", looks(target));
    page(context, target, List.of(), TypedHandover.NOTHING, null);
  }

  /** A case shows its token, and which of its alerts stay. */
  private static Map<String, Map<String, String>> looks(HandoverTarget target) {
    Map<String, Map<String, String>> looks = new LinkedHashMap<>();
    target.ids().forEach(id -> looks.put(id, Map.of("to", "hand on", "case", target.caseId())));
    return looks;
  }

  /** Shows what would go. */
  void preview(Context context) {
    HandoverTarget target = target(context);
    TypedHandover typed = typed(context);
    HandoverDocument document = document(context, target, typed);
    if (document != null) {
      audit(context, "hand-on-preview", document, typed);
      page(context, target, List.of(), typed, HandoverShown.of(document));
    }
  }

  /** The document, if it is the one that was seen. The audit comes first. */
  void download(Context context) {
    HandoverTarget target = target(context);
    TypedHandover typed = typed(context);
    HandoverDocument document = document(context, target, typed);
    if (document == null) {
      return;
    }
    if (!document.digest().equals(text(context, "digest"))) {
      context.status(CONFLICT);
      List<String> changed = List.of("It has changed since it was shown to you. Look at it again.");
      page(context, target, changed, typed, HandoverShown.of(document));
      return;
    }
    audit(context, "hand-on", document, typed);
    context.header("Content-Disposition", "attachment; filename=\"" + document.file() + "\"");
    context.contentType(document.format().contentType() + "; charset=utf-8");
    context.result(document.text().getBytes(StandardCharsets.UTF_8));
  }

  /** Null if there is none; then the page says why. */
  private @Nullable HandoverDocument document(
      Context context, HandoverTarget target, TypedHandover typed) {
    if (off() != null) {
      context.status(UNAVAILABLE);
      page(context, target, List.of("Nothing was handed on."), typed, null);
      return null;
    }
    ExportFormat format = typed.known();
    Optional<TrafficLight> tlp = tlp(typed.tlp());
    if (format == null || tlp.isEmpty() || typed.purpose().isEmpty()) {
      context.status(BAD_REQUEST);
      List<String> missing = List.of("Choose a format, and say what for.");
      page(context, target, missing, typed, null);
      return null;
    }
    try {
      String analyst = RequestGuards.session(context).analyst();
      return services.handing().document(target, format, tlp.get(), analyst, Instant.now());
    } catch (ExportRefusedException e) {
      context.status(CONFLICT);
      page(context, target, error(format, e), typed, null);
      return null;
    }
  }

  /** Returns the words for a refusal; why nothing may go to others is on the page anyway. */
  private static List<String> error(ExportFormat format, ExportRefusedException stays) {
    return format.isForTheHouse() || stays instanceof UnfitDraftException
        ? stays.reasons().stream().map(PlainText::text).toList()
        : List.of("Nothing was handed on: it may not go to others.");
  }

  /** An entry for each alert, with which it goes when the alert is erased. */
  private void audit(
      Context context, String action, HandoverDocument document, TypedHandover typed) {
    Map<String, Map<String, String>> entries = new LinkedHashMap<>();
    document
        .alerts()
        .forEach(
            (id, details) -> {
              Map<String, String> all = new LinkedHashMap<>(details);
              all.put("format", document.format().name());
              all.put("purpose", typed.purpose());
              all.put("receiver", typed.receiver());
              all.put("sha256", document.digest());
              if (!document.format().isForTheHouse()) {
                all.put("tlp", typed.tlp());
              }
              entries.put(id, all);
            });
    services.audit().append(RequestGuards.session(context).analyst(), action, entries);
  }

  private void page(
      Context context,
      HandoverTarget target,
      List<String> error,
      TypedHandover typed,
      @Nullable HandoverShown shown) {
    String first = target.theCase() == null ? "" : firstMember(target.theCase());
    PossibleVictims victims = victims(target);
    HandoverSubject about = HandoverSubject.of(target, first, victims);
    context.html(
        PageTemplates.handOn(
            new ExportView(
                frames.of(context, "Hand on"),
                about.what(),
                about.token(),
                about.help(),
                target.alert() == null ? null : victims.beside(target.alert()),
                about.back(),
                about.target(),
                error,
                off(),
                services
                    .handing()
                    .reasonsToStay(target, RequestGuards.session(context).analyst(), Instant.now())
                    .stream()
                    .map(PlainText::text)
                    .toList(),
                typed,
                shown)));
  }

  private PossibleVictims victims(HandoverTarget target) {
    return services
        .index()
        .victims(
            Stream.ofNullable(target.alert()).toList(),
            Stream.ofNullable(target.theCase()).toList());
  }

  /** A case has no page; the one of an alert in it shows it. */
  private String firstMember(Case star) {
    return star.getMembers().stream()
        .map(one -> one.getAlertId())
        .filter(id -> services.index().alert(id).isPresent())
        .findFirst()
        .map(id -> "/alerts/" + id)
        .orElse("/");
  }

  /**
   * Returns why the page may be old, with a verdict that speaks against it not read; null if
   * neither.
   */
  private @Nullable String off() {
    return frames.away();
  }

  private HandoverTarget target(Context context) {
    return target(context.formParam("alert"), context.formParam("case"));
  }

  private HandoverTarget target(@Nullable String alertId, @Nullable String caseId) {
    if (alertId != null) {
      return HandoverTarget.of(
          services.index().alert(alertId).orElseThrow(RequestRefusal::notFound));
    }
    if (caseId == null) {
      throw RequestRefusal.notFound();
    }
    Case star = services.index().casesById(List.of(caseId)).get(caseId);
    if (star == null) {
      throw RequestRefusal.notFound();
    }
    return HandoverTarget.of(star);
  }

  private static Optional<TrafficLight> tlp(String word) {
    return List.of(TrafficLight.values()).stream()
        .filter(one -> one.word().equals(word))
        .findFirst();
  }

  private static TypedHandover typed(Context context) {
    return new TypedHandover(
        text(context, "format"),
        text(context, "purpose"),
        text(context, "receiver"),
        text(context, "tlp"));
  }

  private static String text(Context context, String name) {
    String value = Objects.requireNonNullElse(context.formParam(name), "").strip();
    return value.substring(0, Math.min(value.length(), ExportView.MAX_LENGTH));
  }
}
