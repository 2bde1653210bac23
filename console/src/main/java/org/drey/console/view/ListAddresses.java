package org.drey.console.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.console.triage.AlertFilter;
import org.drey.console.triage.PageStart;
import org.drey.event.Case;

/** Addresses of lists. */
public final class ListAddresses {
  private ListAddresses() {}

  /** The parameters of a list; empty for all that is open. */
  public static String query(AlertFilter filter) {
    return query(filter.parameters());
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The page that hands on a case. */
  static String handOn(Case star) {
    return "/hand-on?case=" + URLEncoder.encode(star.getCaseId(), StandardCharsets.UTF_8);
  }

  /** A list, as it was made if it is the present one. */
  static String of(AlertFilter filter) {
    String query = query(filter);
    return query.isEmpty() ? "/" : "/?" + query;
  }

  /** A further page of a list. */
  public static String next(AlertFilter filter, PageStart after) {
    String query = query(filter);
    return (query.isEmpty() ? "/?" : "/?" + query + "&") + "after=" + after.text();
  }

  /** The first page, for which the list is made again. */
  public static String newer(AlertFilter filter) {
    String query = query(filter);
    return query.isEmpty() ? "/?newer=1" : "/?" + query + "&newer=1";
  }
}
