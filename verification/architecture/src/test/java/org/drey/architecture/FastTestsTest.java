package org.drey.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/**
 * {@code ./mvnw test} starts no broker, cluster, server or process: what does is named {@code *IT},
 * and {@code ./mvnw verify} runs it. Calls are followed from method to method, a test's references
 * too: other code's are mostly for later. What is only called through an interface is not seen.
 */
final class FastTestsTest {
  private static final Set<String> STARTS =
      Set.of(
          "java.lang.ProcessBuilder.start",
          "java.lang.Runtime.exec",
          "java.net.Socket.<init>",
          "java.net.ServerSocket.<init>",
          "java.net.DatagramSocket.<init>",
          "java.nio.channels.SocketChannel.open",
          "java.nio.channels.ServerSocketChannel.open",
          "java.nio.channels.DatagramChannel.open",
          "java.nio.channels.AsynchronousSocketChannel.open",
          "java.nio.channels.AsynchronousServerSocketChannel.open",
          "com.sun.net.httpserver.HttpServer.create",
          "java.net.http.HttpClient.newBuilder",
          "java.net.http.HttpClient.newHttpClient",
          "io.javalin.Javalin.start",
          "io.netty.bootstrap.Bootstrap.connect",
          "io.netty.bootstrap.ServerBootstrap.bind",
          "org.apache.kafka.clients.admin.Admin.create",
          "org.apache.kafka.clients.consumer.KafkaConsumer.<init>",
          "org.apache.kafka.clients.producer.KafkaProducer.<init>",
          "kafka.server.BrokerServer.<init>",
          "org.apache.flink.runtime.minicluster.MiniCluster.<init>",
          "org.apache.flink.streaming.api.environment.StreamExecutionEnvironment.execute",
          "org.apache.flink.streaming.api.environment.StreamExecutionEnvironment.executeAsync",
          "org.apache.flink.streaming.api.datastream.DataStream.executeAndCollect");

  /** What surefire takes for a test besides {@code *Test}. */
  private static final Pattern OTHER_NAMES =
      Pattern.compile("Test.*(?<!Test|IT)|.*Tests|.*TestCase");

  @Test
  void aTestThatStartsSomethingIsAnIntegrationTest() {
    JavaClasses all = Code.all();
    Map<String, Set<JavaCodeUnit>> callers = new HashMap<>();
    all.forEach(one -> one.getCodeUnits().forEach(unit -> addCalls(unit, callers)));
    Map<String, String> starting = starting(callers);
    assertFalse(starting.isEmpty(), "nothing starts anything: calls are not seen");

    Set<String> wrong = new TreeSet<>();
    for (JavaClass one : all) {
      if (isOfTest(one)) {
        one.getCodeUnits().stream()
            .map(JavaCodeUnit::getFullName)
            .filter(starting::containsKey)
            .forEach(unit -> wrong.add(way(unit, starting)));
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** From a method to what starts something. */
  private static String way(String unit, Map<String, String> starting) {
    return Stream.iterate(unit, Objects::nonNull, starting::get).collect(Collectors.joining(" > "));
  }

  /** Surefire runs these, too, and what is above would not look at them. */
  @Test
  void aTestIsNamedTestOrIT() {
    List<JavaClass> tests =
        Code.all().stream()
            .filter(one -> one.getMethods().stream().anyMatch(FastTestsTest::isTest))
            .toList();
    assertFalse(tests.isEmpty(), "nothing is a test: annotations are not seen");
    assertEquals(
        List.of(),
        tests.stream()
            .filter(one -> OTHER_NAMES.matcher(outermost(one).getSimpleName()).matches())
            .map(JavaClass::getName)
            .sorted()
            .toList());
  }

  private static boolean isTest(JavaMethod method) {
    return method.isMetaAnnotatedWith(Testable.class);
  }

  /** By the whole name of what is called, and without its parameters, as above. */
  private static void addCalls(JavaCodeUnit unit, Map<String, Set<JavaCodeUnit>> callers) {
    List<JavaCodeUnitAccess<?>> calls = new ArrayList<>(unit.getMethodCallsFromSelf());
    calls.addAll(unit.getConstructorCallsFromSelf());
    if (isOfTest(unit.getOwner())) {
      calls.addAll(unit.getMethodReferencesFromSelf());
      calls.addAll(unit.getConstructorReferencesFromSelf());
    }
    for (JavaCodeUnitAccess<?> call : calls) {
      AccessTarget.CodeUnitAccessTarget called = call.getTarget();
      for (String name :
          List.of(called.getFullName(), called.getOwner().getName() + "." + called.getName())) {
        callers.computeIfAbsent(name, c -> new HashSet<>()).add(unit);
      }
    }
  }

  /** The methods that start something, and by what: itself, or another method. */
  private static Map<String, String> starting(Map<String, Set<JavaCodeUnit>> callers) {
    Map<String, String> starting = new HashMap<>();
    ArrayDeque<String> open = new ArrayDeque<>(STARTS);
    while (!open.isEmpty()) {
      String called = open.pop();
      for (JavaCodeUnit caller : callers.getOrDefault(called, Set.of())) {
        if (starting.putIfAbsent(caller.getFullName(), called) == null) {
          open.add(caller.getFullName());
        }
      }
    }
    return starting;
  }

  private static boolean isOfTest(JavaClass one) {
    return outermost(one).getSimpleName().endsWith("Test");
  }

  private static JavaClass outermost(JavaClass one) {
    JavaClass owner = one;
    while (owner.getEnclosingClass().isPresent()) {
      owner = owner.getEnclosingClass().get();
    }
    return owner;
  }
}
