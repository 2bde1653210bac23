package org.drey.console.web;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.drey.alerts.explain.TimeWords;
import org.drey.console.access.ConsolePermission;
import org.drey.console.audit.AuditLog;
import org.drey.console.audit.AuditReader;
import org.drey.console.index.IndexCounts;
import org.drey.console.index.IndexHealth;
import org.drey.console.view.PageTemplates;
import org.drey.console.view.TableView;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;

/** Pages of those who see no alerts: auditors, rule authors, administrators. */
final class AuditorPages {
  private static final int ENTRIES = 100;

  private final PageServices services;
  private final PageFrames frames;
  private final AuditReader reader;
  private final IndexCounts indicators;
  private final RuleSet rules;

  AuditorPages(
      PageServices services,
      PageFrames frames,
      AuditReader reader,
      IndexCounts indicators,
      RuleSet rules) {
    this.services = services;
    this.frames = frames;
    this.reader = reader;
    this.indicators = indicators;
    this.rules = rules;
  }

  /** Says what is on each alert, for all roles. */
  void meanings(Context context) {
    context.html(
        PageTemplates.meanings(frames.of(context, "Meaning of P0 to P3, bands and tracks")));
  }

  /** Shows who looked at what, and did what; that it was read is an entry, too. */
  void audit(Context context) {
    services.audit().append(RequestGuards.session(context).analyst(), "audit", null, Map.of());
    List<AuditReader.Line> lines = reader.before(before(context), ENTRIES);
    AuditLog.NewestEntry head = services.audit().head();
    List<String> words =
        List.of(
            "Entries: " + head.entries() + ". Head: " + head.hash() + ".",
            "'./drey audit --verify' checks that all of them are as they were written.");
    context.html(entries(context, "Audit", words, lines));
  }

  /** Shows what was done with data about people, and what was erased; no one's decisions. */
  void accesses(Context context) {
    services.audit().append(RequestGuards.session(context).analyst(), "privacy", null, Map.of());
    List<AuditReader.Line> lines = reader.accessesBefore(before(context), ENTRIES);
    List<String> words =
        List.of(
            "Alerts that were looked at, searched for or handed on, by whom and what for; and which"
                + " entries of the audit were erased with a person.");
    context.html(entries(context, "Privacy", words, lines));
  }

  private static long before(Context context) {
    String asked = Objects.requireNonNullElse(context.queryParam("before"), "");
    return asked.matches("\\d{1,18}") ? Long.parseLong(asked) : Long.MAX_VALUE;
  }

  private String entries(
      Context context, String title, List<String> words, List<AuditReader.Line> lines) {
    String next =
        lines.size() < ENTRIES
            ? null
            : context.path() + "?before=" + lines.get(lines.size() - 1).entry();
    return PageTemplates.table(
        new TableView(
            frames.of(context, title),
            words,
            List.of("Entry", "Time", "Who", "Action", "Details"),
            AuditRows.of(lines),
            RequestGuards.session(context).may(ConsolePermission.SEE_ALERTS)
                ? AuditRows.links(lines)
                : Map.of(),
            next));
  }

  /** Shows what each rule has led to, in numbers; no one's token. */
  void rules(Context context) {
    Map<String, IndexCounts.OfIndicator> counts = indicators.byIndicator();
    Map<String, List<String>> rows = new TreeMap<>();
    for (RuleHead rule : rules.heads()) {
      ScoringPart scoring = rule.scoring();
      if (scoring != null && rule.live()) {
        IndexCounts.OfIndicator of =
            counts.getOrDefault(scoring.indicator(), IndexCounts.OfIndicator.NONE);
        rows.putIfAbsent(
            scoring.indicator(),
            List.of(
                scoring.indicator(),
                rule.title(),
                Long.toString(of.open()),
                Long.toString(of.closed()),
                Long.toString(of.spent())));
      }
    }
    context.html(
        PageTemplates.table(
            new TableView(
                frames.of(context, "Rules"),
                List.of("The numbers count alerts that have the indicator as a reason now."),
                List.of("Indicator", "Rule", "Open", "Closed", "Unfounded or explained"),
                List.copyOf(rows.values()),
                Map.of(),
                null)));
  }

  /** Shows the state of the console. */
  void state(Context context) {
    Instant now = Instant.now();
    IndexHealth health = services.indexer().health();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Source", services.indexer().source().name()));
    rows.add(List.of("Read once as a whole", health.isRead() ? "yes" : "not yet"));
    Instant away = health.awaySince();
    rows.add(
        List.of(
            "Answers",
            away == null ? "yes" : "not since " + TimeWords.utc(away) + ": " + health.why()));
    AgeWords.words(services.indexer().ages(), now)
        .forEach(age -> rows.add(List.of("Newest record", age)));
    rows.add(List.of("Records in the index", Long.toString(services.index().position().arrived())));
    rows.add(List.of("Records that cannot be read", GapWords.places(services.gaps())));
    rows.add(List.of("Audit entries", Long.toString(services.audit().head().entries())));
    context.html(
        PageTemplates.table(
            new TableView(
                frames.of(context, "State"),
                List.of(),
                List.of("Part", "State"),
                rows,
                Map.of(),
                null)));
  }
}
