package org.drey.collect.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The syntaxes of lines, each with a log that no product format is for. */
final class LineInputsTest {
  @Test
  void wordsMayBeInQuotesAndBrackets() throws Exception {
    LineFormat format =
        SampleLines.format(
            "{type: words, columns: [client, ident, user, time, request, status, size]}",
            "{event_time: {from: time, time: clf}, client: client, status: status,"
                + " method: 'request#1', url: {text: 'http://www.shop.example{request#2}'}}",
            """
            [{line: '198.51.100.7 - - [01/Dec/2026:00:09:37 +0100] "GET /a%20b HTTP/1.1" 200 6 "-"',
              record: {stream: web-requests, event_time: 2026-11-30T23:09:37Z,
                client: 198.51.100.7, method: GET, status: 200,
                url: http://www.shop.example/a%20b}}]\
            """);
    ObservedLine line =
        SampleLines.read(
            format, "2001:db8::1 - - [01/Dec/2026:00:09:37 +0000] \"GET /p\\x22q HTTP/1.1\" 404 1");
    assertEquals("http://www.shop.example/p\"q", line.event().get("url"));
  }

  @Test
  void commaSeparatedColumnsAreNamedByTheFirstLine() throws Exception {
    LineFormat format =
        SampleLines.format(
            "csv",
            "{event_time: {from: when, time: 'dd.MM.yyyy HH:mm:ss', zone: Europe/Berlin}, url: url,"
                + " subject: customer, stage: {from: kind, table: {p: PROXY}, otherwise: UNKNOWN}}",
            """
            [{line: "customer,when,url,kind\\nC1,01.07.2026 12:00:00,\\"http://a.example/?x=\\"\\"1,2\\",p",
              record: {stream: web-requests, event_time: 2026-07-01T10:00:00Z, subject: C1,
                url: 'http://a.example/?x="1,2', stage: PROXY}}]\
            """);
    ObservedLine line =
        SampleLines.read(
            format, "url,when,customer,kind", "http://b.example/,01.12.2026 12:00:00,C2,q");
    assertEquals(Instant.parse("2026-12-01T11:00:00Z"), line.event().get("event_time"));
    assertEquals("C2", line.clear().get("subject"));
  }

  @Test
  void patternTakesWhatNothingElseDoes() throws Exception {
    LineFormat format =
        SampleLines.format(
            "{type: pattern, pattern: '(?<t>\\S+) client=(?<c>\\S+) asked (?<u>\\S+)(?: in"
                + " (?<ms>\\d+) ms)?'}",
            "{event_time: {from: t, time: iso}, client: c, url: u}",
            """
            [{line: '2026-12-01T00:00:00+01:00 client=198.51.100.7 asked http://a.example/',
              record: {stream: web-requests, event_time: 2026-11-30T23:00:00Z,
                client: 198.51.100.7, url: http://a.example/}}]\
            """);
    ObservedLine line =
        SampleLines.read(
            format, "2026-12-01T00:00:00,5Z client=::1 asked http://b.example/ in 5 ms");
    assertEquals(Instant.parse("2026-12-01T00:00:00.500Z"), line.event().get("event_time"));
  }

  @Test
  void jsonMayFollowTheWordsOfAnotherProgram() throws Exception {
    LineFormat format =
        SampleLines.format(
            "{type: json, start_at: '{'}",
            "{event_time: {from: /at/ms, time: millis}, url: [/a~1b/0, /url]}",
            """
            [{line: '<134>Dec  1 00:00:00 proxy app: {"at":{"ms":1796083777560},"a/b":["http://a.example/"]}',
              record: {stream: web-requests, event_time: 2026-12-01T00:09:37.560Z,
                url: http://a.example/}},
             {line: '{"at":{"ms":"1796083777560"},"url":"http://b.example/"}',
              record: {stream: web-requests, event_time: 2026-12-01T00:09:37.560Z,
                url: http://b.example/}}]\
            """);
    assertEquals("test", format.name());
  }
}
