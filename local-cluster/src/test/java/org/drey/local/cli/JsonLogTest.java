package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is logged is a line of JSON each, regardless of what a library puts into it. */
final class JsonLogTest {
  private static final String OF_JOBS = "jobs/app/src/main/resources/drey-log4j-json.properties";
  private static final String OF_HOSTS = "terminal/src/main/resources/log4j2-json.properties";
  private static final String HOSTILE =
      "one\ntwo\r\"quoted\" \\ \u001b[2J \u0000 \u0085 \ud83d\udc3f";

  private static Configuration configuration(String file) {
    try (LoggerContext context = new LoggerContext("json")) {
      Configuration read =
          ConfigurationFactory.getInstance()
              .getConfiguration(context, "json", Path.of("..", file).toUri());
      read.initialize();
      return read;
    }
  }

  private static Appender appender(Configuration configuration) {
    String name = configuration.getAppenders().containsKey("json") ? "json" : "console";
    return configuration.getAppenders().get(name);
  }

  private static String logged(Appender appender, LogEvent event) {
    return new String(appender.getLayout().toByteArray(event), StandardCharsets.UTF_8);
  }

  private static LogEvent event(String message, Throwable error) {
    return Log4jLogEvent.newBuilder()
        .setLoggerName("org.drey.Some")
        .setLevel(Level.ERROR)
        .setThreadName("a \"thread\"")
        .setMessage(new SimpleMessage(message))
        .setThrown(error)
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {OF_JOBS, OF_HOSTS})
  void aMessageIsOneLineOfJson(String file) throws Exception {
    Appender appender = appender(configuration(file));
    String line = logged(appender, event(HOSTILE, new IllegalStateException(HOSTILE)));
    assertEquals(1, line.strip().lines().count());
    JsonNode json = new ObjectMapper().readTree(line);
    assertEquals(HOSTILE, json.get("message").asText());
    assertEquals("ERROR", json.get("log.level").asText());
    assertEquals("org.drey.Some", json.get("log.logger").asText());
    assertTrue(json.get("error.stack_trace").asText().contains("JsonLogTest"));
    assertTrue(json.get("@timestamp").asText().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {OF_JOBS, OF_HOSTS})
  void aMessageWithoutAnErrorHasAnEmptyTrace(String file) throws Exception {
    String line = logged(appender(configuration(file)), event("fine", null));
    assertEquals("", new ObjectMapper().readTree(line).get("error.stack_trace").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {OF_JOBS, "jobs/app/src/main/resources/drey-log4j.properties"})
  void theNameOfASinksTwoMetricsIsNotLoggedAtEachCheckpoint(String file) {
    LoggerConfig metrics =
        configuration(file).getLoggerConfig("org.apache.flink.metrics.MetricGroup");
    String collision = "Name collision: Group already contains a Metric with the name '%s'.";
    assertTrue(metrics.isFiltered(event(collision.formatted("pendingCommittables"), null)));
    assertFalse(metrics.isFiltered(event(collision.formatted("read"), null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {OF_JOBS, OF_HOSTS})
  void lengthAndRepeatsAreLimited(String file) throws Exception {
    Appender appender = appender(configuration(file));
    JsonNode json =
        new ObjectMapper().readTree(logged(appender, event("\"".repeat(1_000_000), null)));
    assertTrue(json.get("message").asText().length() < 5_000);
    Filter filter = ((ConsoleAppender) appender).getFilter();
    filter.start();
    int passed = 0;
    for (int i = 0; i < 5_000; i++) {
      passed += filter.filter(event("again", null)) == Filter.Result.DENY ? 0 : 1;
    }
    assertTrue(passed >= 500 && passed < 5_000, Integer.toString(passed));
  }
}
