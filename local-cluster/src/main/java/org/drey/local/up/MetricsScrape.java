package org.drey.local.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics of processes as they say them to Prometheus. */
record MetricsScrape(List<Sample> samples) {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Pattern LINE =
      Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  MetricsScrape {
    samples = List.copyOf(samples);
  }

  /** One value. */
  record Sample(String name, Map<String, String> labels, double value) {
    Sample {
      labels = Map.copyOf(labels);
    }

    String label(String label) {
      return labels.getOrDefault(label, "");
    }
  }

  /** Asks processes of this machine; leaves out those that do not answer. */
  static MetricsScrape of(List<Integer> ports) throws InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    List<Sample> samples = new ArrayList<>();
    for (int port : ports) {
      samples.addAll(parse(text(http, port)).samples());
    }
    return new MetricsScrape(samples);
  }

  private static String text(HttpClient http, int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
            .timeout(ANSWER_WITHIN)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return ""; // it is dead, and the list of processes says so
    }
  }

  static MetricsScrape parse(String text) {
    List<Sample> samples = new ArrayList<>();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      Map<String, String> labels = new HashMap<>();
      if (line.group(2) != null) {
        LABEL
            .matcher(line.group(2))
            .results()
            .forEach(one -> labels.put(one.group(1), one.group(2)));
      }
      samples.add(new Sample(line.group(1), labels, number(line.group(3))));
    }
    return new MetricsScrape(samples);
  }

  private static double number(String text) {
    return switch (text) {
      case "NaN", "+Inf", "-Inf" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  /** Returns the samples of a metric of Flink, whose name ends so. */
  List<Sample> ending(String name) {
    return samples.stream().filter(one -> one.name().endsWith("_" + name)).toList();
  }
}
