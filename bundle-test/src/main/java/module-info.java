/** The application as a module; the same classes run on the class path, where this is not looked at. */
module com.example {
    requires io.cloudjobs.emulator;
    requires io.cloudjobs.ges;
    requires io.cloudjobs.print;
    requires io.cloudjobs.spring;
    requires spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;

    opens com.example; // to Spring
}
