package org.drey.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The panels of the dashboard that is shipped. */
public final class DashboardPanels {
  private DashboardPanels() {}

  /** All panels. */
  static JsonNode all() throws IOException {
    return new ObjectMapper()
        .readTree(AlarmRules.MONITORING.resolve("grafana-dashboard.json").toFile())
        .get("panels");
  }

  /** What they ask Prometheus for. */
  public static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : all()) {
      panel.path("targets").forEach(target -> expressions.add(target.get("expr").asText()));
    }
    return expressions;
  }
}
