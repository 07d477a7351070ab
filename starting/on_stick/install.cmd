@echo off
chcp 65001 >nul
cd /d "%~dp0"
if exist python\python.exe (
  python\python.exe start.py install --from . %*
) else (
  where py >nul 2>nul || (
    echo 请先安装 64 位的 Python，再双击本文件。 Install Python, 64 bit, first. See READ-ME-FIRST.txt
    pause
    exit /b 3
  )
  py -{python} start.py install --from . %*
)
pause
