package io.cloudjobs.samples;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The classes of the clients on which a program reflects, and the resources that they read, seen by a debugger. */
final class ReflectionLog {
    /** The methods behind all others that list members, and the entry of the metadata that permits them. */
    private static final Map<String, String> METHODS = Map.of(
            "privateGetDeclaredConstructors", "allDeclaredConstructors",
            "privateGetDeclaredFields", "allDeclaredFields",
            "privateGetDeclaredMethods", "allDeclaredMethods",
            "getRecordComponents", "allRecordComponents");

    private static final String RESOURCE = "getResourceAsStream";

    private ReflectionLog() {}

    static VirtualMachine launch(Class<?> program) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("main").setValue(program.getName());
        arguments
                .get("options")
                .setValue("-XX:TieredStopAtLevel=1 -cp \"" + System.getProperty("java.class.path") + "\"");
        VirtualMachine vm = connector.launch(arguments);
        ReferenceType type = vm.classesByName("java.lang.Class").get(0);
        METHODS.keySet().forEach(name -> stopAt(type, name));
        stopAt(type, RESOURCE);
        return vm;
    }

    private static void stopAt(ReferenceType type, String name) {
        List<Method> methods = type.methodsByName(name);
        if (methods.isEmpty()) {
            throw new IllegalStateException(
                    "This JDK has no Class." + name + ": find the method that lists the members");
        }
        for (Method method : methods) {
            BreakpointRequest request =
                    type.virtualMachine().eventRequestManager().createBreakpointRequest(method.location());
            request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            request.enable();
        }
    }

    /** Returns when the program has ended. */
    static Set<String> read(VirtualMachine vm) throws InterruptedException, IncompatibleThreadStateException {
        Set<String> used = new TreeSet<>();
        while (true) {
            EventSet events = vm.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof BreakpointEvent stop) {
                    note(stop, used);
                } else if (event instanceof VMDisconnectEvent) {
                    return used;
                }
            }
            events.resume();
        }
    }

    private static void note(BreakpointEvent stop, Set<String> used) throws IncompatibleThreadStateException {
        List<StackFrame> stack = stop.thread().frames();
        String type = ((ClassObjectReference) stack.get(0).thisObject())
                .reflectedType()
                .name();
        if (!isOfAClient(type) || stack.stream().anyMatch(ReflectionLog::needsNoMetadata)) {
            return;
        }
        String method = stop.location().method().name();
        if (method.equals(RESOURCE)) {
            String name = ((StringReference) stack.get(0).getArgumentValues().get(0)).value();
            used.add("/" + type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/') + name);
        } else {
            used.add(type + " " + METHODS.get(method));
        }
    }

    /** Not the emulator, the program itself, or the hidden classes of lambdas, which have a slash in their names. */
    private static boolean isOfAClient(String type) {
        return type.matches("io\\.cloudjobs\\.(core|print|ges)\\.[^/]*");
    }

    /** The constants of an enumeration are known to {@code native-image}. */
    private static boolean needsNoMetadata(StackFrame frame) {
        return frame.location().method().name().equals("getEnumConstantsShared");
    }
}
