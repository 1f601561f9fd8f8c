@echo off
rem Starts Label Upscaler. JAVA_OPTS goes to the Java virtual machine, for example set JAVA_OPTS=-Xmx512m
setlocal
set "LU_JAVA=java"
if defined JAVA_HOME set "LU_JAVA=%JAVA_HOME%\bin\java"
"%LU_JAVA%" -Dlabelupscaler.command=label-upscaler %JAVA_OPTS% -cp "%~dp0..\lib\*" org.labelupscaler.cli.Main %*
exit /b %ERRORLEVEL%
